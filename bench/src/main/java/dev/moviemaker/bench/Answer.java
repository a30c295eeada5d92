// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.List;
import java.util.Map;

/**
 * What came out.
 *
 * @param settings what was the same for all rows, by name
 * @param notes what could not be measured here, and why
 */
public record Answer(Map<String, String> settings, List<Row> rows, List<Ratio> ratios, List<String> notes) {}
