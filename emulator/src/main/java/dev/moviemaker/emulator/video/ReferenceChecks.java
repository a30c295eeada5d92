// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.profile.DriverProfile.Av1Limits;
import dev.moviemaker.emulator.profile.Flag;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks of what an encode command reads: slots, names, order hints and AV1's own reference map have to tell the same
 * story.
 */
final class ReferenceChecks {
    private static final int GROUP_1 = 0b000_1111;
    private static final int GROUP_2 = 0b111_0000;
    /** Pairs that unidirectional prediction may use: LAST with LAST2, LAST3, GOLDEN, and BWDREF with ALTREF. */
    private static final int[] UNIDIRECTIONAL_PAIRS = {0b000_0011, 0b000_0101, 0b000_1001, 0b101_0000};

    private final EmulatedSession session;
    private final Scope scope;
    private final EncodeRequest request;

    ReferenceChecks(EmulatedSession session, Scope scope, EncodeRequest request) {
        this.session = session;
        this.scope = scope;
        this.request = request;
    }

    private void bad(Rule rule, String detail) {
        session.violation(rule, detail);
    }

    void run() {
        for (SlotUse use : request.references()) {
            slot(use);
        }
        names();
        if (request.predictionMode() != EncodeRequest.INTRA_ONLY) {
            map();
            mode();
            primary();
        }
    }

    private void slot(SlotUse use) {
        int index = use.slotIndex();
        CodedPicture held = session.slot(index);
        if (index < 0 || index >= session.slotCount()) {
            bad(Rule.SLOT_RANGE, "reference slot " + index + " of " + session.slotCount());
        } else if (held == null) {
            bad(Rule.SLOT_INACTIVE, "reference slot " + index);
        } else {
            if (use.resource() == null || !held.resource().isSamePicture(use.resource())) {
                bad(
                        Rule.SLOT_PICTURE_MISMATCH,
                        "reference slot " + index + " with " + use.resource() + ", holds " + held.resource());
            }
            SlotUse.Said info = use.info();
            if (info != null && info.orderHint() != held.orderHint()) {
                bad(
                        Rule.REFERENCE_ORDER_HINT,
                        "slot " + index + " is said to have order hint " + info.orderHint() + ", was coded with "
                                + held.orderHint());
            }
            if (info != null && info.frameType() != held.frameType().code()) {
                bad(
                        Rule.REFERENCE_FRAME_TYPE,
                        "slot " + index + " is said to have frame type " + info.frameType() + ", was coded as "
                                + held.frameType());
            }
        }
        if (use.resource() != null && !scope.binds(use.resource())) {
            bad(Rule.RESOURCE_NOT_BOUND, "reference slot " + index + " with " + use.resource());
        }
    }

    private void names() {
        Set<Integer> listed = new HashSet<>();
        for (SlotUse use : request.references()) {
            if (!listed.add(use.slotIndex())) {
                bad(Rule.REFERENCE_NAMES, "slot " + use.slotIndex() + " is listed twice");
            }
        }
        Set<Integer> named = new HashSet<>();
        for (int name = 0; name < 7; name++) {
            int slot = request.names().get(name);
            if (slot >= 0) {
                named.add(slot);
                if (!listed.contains(slot)) {
                    bad(Rule.REFERENCE_NAMES, "reference name " + name + " has slot " + slot + ", which is not listed");
                }
            } else if (slot != -1) {
                bad(Rule.TOLERATED, "reference name " + name + " has slot " + slot + ", unused ones are -1");
            }
        }
        listed.removeAll(named);
        if (!listed.isEmpty()) {
            bad(Rule.REFERENCE_NAMES, "slots " + listed + " are listed but have no reference name");
        }
    }

    private void map() {
        for (int name = 0; name < 7; name++) {
            int index = request.info().refFrameIdx().get(name);
            if (index < 0 || index > 7) {
                continue;
            }
            CodedPicture expected = session.referenceMap(index);
            int slot = request.names().get(name);
            CodedPicture held = session.slot(slot);
            if (expected == null) {
                bad(
                        Rule.REFERENCE_MAP_MISMATCH,
                        "ref_frame_idx[" + name + "] is " + index + ", nothing was stored there");
            } else if (slot >= 0 && held != null && held.number() != expected.number()) {
                if (held.frameType() == FrameType.KEY_FRAME && !held.shown() && held.number() > expected.number()) {
                    session.keyFrameShown(held);
                } else {
                    bad(
                            Rule.REFERENCE_MAP_MISMATCH,
                            "reference name " + name + " has slot " + slot + " with picture " + held.number()
                                    + ", ref_frame_idx " + index + " stands for picture " + expected.number());
                }
            }
            CodedPicture stored = session.referenceMap(index);
            if (stored != null && request.info().refOrderHint().get(index) != stored.orderHint()) {
                bad(
                        Rule.REFERENCE_ORDER_HINT,
                        "ref_order_hint[" + index + "] is "
                                + request.info().refOrderHint().get(index) + ", the picture there has "
                                + stored.orderHint());
            }
        }
    }

    private void mode() {
        Av1Limits limits = session.device().driver().profile().av1();
        int used = 0;
        for (int name = 0; name < 7; name++) {
            used |= request.names().get(name) >= 0 ? 1 << name : 0;
        }
        int primary = request.info().primaryRefFrame();
        if (request.cdfOnly() && primary < 7) {
            used &= ~(1 << primary);
        }
        switch (request.predictionMode()) {
            case EncodeRequest.SINGLE -> {
                offered(limits.maxSingleReferenceCount());
                within(used & Flag.mask(limits.singleReferenceNameMask()), used);
            }
            case EncodeRequest.UNIDIRECTIONAL -> {
                offered(limits.maxUnidirectionalCompoundReferenceCount());
                int allowed = used & Flag.mask(limits.unidirectionalCompoundReferenceNameMask());
                boolean pair = false;
                for (int names : UNIDIRECTIONAL_PAIRS) {
                    pair |= (allowed & names) == names;
                }
                within(pair ? 1 : 0, used);
            }
            case EncodeRequest.BIDIRECTIONAL -> {
                offered(limits.maxBidirectionalCompoundReferenceCount());
                int allowed = used & Flag.mask(limits.bidirectionalCompoundReferenceNameMask());
                within((allowed & GROUP_1) != 0 && (allowed & GROUP_2) != 0 ? 1 : 0, used);
            }
            default -> bad(Rule.PREDICTION_MODE, "prediction mode " + request.predictionMode());
        }
    }

    private void offered(int count) {
        if (count == 0) {
            bad(Rule.PREDICTION_MODE, "prediction mode " + request.predictionMode() + " is not offered");
        }
        int active = session.limits().maxActiveReferencePictures();
        if (request.references().size() > active) {
            bad(Rule.PREDICTION_MODE, request.references().size() + " references, the session allows " + active);
        }
    }

    private void within(int allowed, int used) {
        if (allowed == 0) {
            bad(
                    Rule.REFERENCE_NAME_MASK,
                    "prediction mode " + request.predictionMode() + " with reference names 0b"
                            + Integer.toBinaryString(used));
        }
    }

    private void primary() {
        int primary = request.info().primaryRefFrame();
        if (primary < 7 && request.names().get(primary) < 0) {
            bad(Rule.PRIMARY_REF_FRAME, "primary_ref_frame " + primary + " has no slot");
        }
    }
}
