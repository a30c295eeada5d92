// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.encoder.gop.GopStructure;
import dev.moviemaker.rate.RateTargets;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What planning decided, as lines of text. */
final class PlanText {
    private static final Set<String> GIVEN = Set.of("device", "profile");
    private static final List<Class<?>> NESTED = List.of(GopStructure.class, RatePlan.class, RateTargets.class);

    private PlanText() {}

    /** Every decision by its name; where refused, the reasons. */
    static Map<String, String> of(PlanResult result) {
        Map<String, String> fields = new LinkedHashMap<>();
        switch (result) {
            case PlanResult.Planned(SessionPlan plan) -> add(fields, "", plan);
            case PlanResult.Refused(List<String> reasons) -> fields.put("refused", String.join("; ", reasons));
        }
        return fields;
    }

    /** What is not as in another plan. */
    static Map<String, String> differences(Map<String, String> plan, Map<String, String> other) {
        Map<String, String> differences = new LinkedHashMap<>(plan);
        differences.entrySet().removeIf(e -> e.getValue().equals(other.get(e.getKey())));
        return differences;
    }

    private static void add(Map<String, String> fields, String prefix, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            String name = prefix + component.getName();
            if (NESTED.contains(component.getType())) {
                add(fields, name + ".", (Record) value);
            } else if (!GIVEN.contains(name)) {
                fields.put(name, value instanceof Set<?> set ? new TreeSet<>(set).toString() : value.toString());
            }
        }
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
