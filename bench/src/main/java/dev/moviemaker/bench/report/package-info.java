// SPDX-License-Identifier: Apache-2.0
/**
 * Makes pages of answers: one of HTML with plots that needs nothing else, one of Markdown with tables. Pure; no state.
 */
@NullMarked
package dev.moviemaker.bench.report;

import org.jspecify.annotations.NullMarked;
