// SPDX-License-Identifier: Apache-2.0
/** The program in this module's README. */
package dev.moviemaker.vulkan.examples;
