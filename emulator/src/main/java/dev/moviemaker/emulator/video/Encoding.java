// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.DecodedReference;
import dev.moviemaker.coder.PictureRequest;
import dev.moviemaker.coder.PictureResult;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.objects.Buffer;
import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.Driver;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.Operation;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.emulator.profile.DriverProfile.ObuLayout;
import dev.moviemaker.emulator.profile.EncodeFlag;
import dev.moviemaker.emulator.profile.RateControlFlag;
import dev.moviemaker.emulator.video.FeedbackPool.Values;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** vkCmdEncodeVideoKHR. */
public final class Encoding implements Operation {
    private static final int COMPLETE = 1;

    private final Scope scope;
    private final EncodeRequest request;

    private Encoding(Scope scope, EncodeRequest request) {
        this.scope = scope;
        this.request = request;
    }

    /** Reads the application's structure. */
    public static Encoding read(Scope scope, MemorySegment info) {
        return new Encoding(scope, EncodeRequest.read(scope, info));
    }

    @Override
    public void addUses(List<Tracked> uses) {
        track(uses, request.source());
        QuantizationMaps.Asked asked = request.map();
        track(uses, asked == null ? null : asked.texels());
        if (request.buffer() != null) {
            uses.add(request.buffer());
            if (request.buffer().memory() != null) {
                uses.add(request.buffer().memory());
            }
        }
        if (request.setup() != null) {
            track(uses, request.setup().resource());
        }
        for (SlotUse reference : request.references()) {
            track(uses, reference.resource());
        }
        if (request.query() != null) {
            uses.add(request.query().pool());
        }
    }

    @Override
    public boolean needsBase() {
        Buffer buffer = request.buffer();
        return readsSource() || buffer == null || !buffer.isWritable(request.offset(), request.room());
    }

    private static void track(List<Tracked> uses, @Nullable Resource resource) {
        if (resource != null) {
            uses.add(resource.image());
            if (resource.image().memory() != null) {
                uses.add(resource.image().memory());
            }
        }
    }

    @Override
    public void run(Copies copies) {
        EmulatedSession session = scope.session();
        Driver driver = session.device().driver();
        long start = System.nanoTime();
        int frame = driver.faults().nextFrame();
        if (request.query() != null) {
            request.query().pool().begin(request.query().index());
        }
        if (driver.faults().losesDevice(frame)) {
            session.device().lose("injected at frame " + frame);
            return;
        }
        if (driver.faults().sticks(frame)) {
            stick(session.device());
            return;
        }
        Values values;
        synchronized (session) {
            values = encode(session, copies, driver.faults().status(frame));
            session.nextPicture();
        }
        long slow = driver.faults().slowNanos() - (System.nanoTime() - start);
        if (slow > 0) {
            try {
                Thread.sleep(slow / 1_000_000, (int) (slow % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (request.query() != null) {
            request.query().pool().end(request.query().index(), values);
        }
    }

    /** Until the device is destroyed, which interrupts the worker. */
    private static void stick(EmulatedDevice device) {
        while (!device.lost()) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Values encode(EmulatedSession session, Copies copies, int injected) {
        if (!new EncodeChecks(session, scope, request).run() || crashes(session) || injected == Faults.STATUS_ERROR) {
            return failed(session);
        }
        DriverProfile profile = session.device().driver().profile();
        EmulatedParameters parameters = Objects.requireNonNull(scope.parameters());
        List<@Nullable DecodedReference> slots = ReferenceSlots.of(session, copies, request);
        SequenceHeader sequence = parameters.written();
        int group = Math.clamp(request.group(), 0, 2);
        int layer = layer(session);
        int qIndex = qIndex(session, group, layer);
        QuantizationMaps.Asked map = QuantizationMaps.of(request, session, parameters);
        FrameHeader header = header(sequence, profile, map, qIndex, slots);
        Picture source = session.source(sequence);
        long begin = System.nanoTime();
        if (readsSource()) {
            readSource(session, copies, source);
        }
        long coding = System.nanoTime();
        PictureResult result;
        try {
            result = session.coder()
                    .code(new PictureRequest(
                            sequence,
                            header,
                            source,
                            slots,
                            form(profile),
                            effort(session, profile),
                            null,
                            map == null ? null : QuantizationMaps.read(session, copies, map, sequence),
                            IntraRefreshes.of(request, session, sequence)));
        } catch (IllegalArgumentException e) {
            session.violation(Rule.FRAME_HEADER, "the coder refuses: " + e.getMessage());
            return failed(session);
        }
        long coded = System.nanoTime();
        session.quantizers().coded(group, layer, qIndex, result.obus().length);
        session.device().driver().reconstructions().tell(() -> PlaneRows.i420(result.reconstruction()));
        store(session, copies, result, header);
        Values values = write(session, copies, result, profile, injected);
        session.device().driver().encodeNanos().add(coded - coding, System.nanoTime() - begin);
        return values;
    }

    /** Loses the device over what drivers with such a fault do not survive. */
    private boolean crashes(EmulatedSession session) {
        Driver driver = session.device().driver();
        if (driver.has(KnownFault.UNUSED_NAMES_CRASH) && unusedNamesMisused()) {
            session.device().lose("an unused reference name is not -1");
            return true;
        }
        boolean cdef = Objects.requireNonNull(scope.parameters()).written().enableCdef();
        if (driver.has(KnownFault.READS_CDEF_UNASKED) && cdef && !request.info().cdef()) {
            session.device().lose("pCDEF is null and was read");
            return true;
        }
        return false;
    }

    private FrameHeader header(
            SequenceHeader sequence,
            DriverProfile profile,
            QuantizationMaps.@Nullable Asked map,
            int qIndex,
            List<@Nullable DecodedReference> slots) {
        return QuantizationMaps.with(
                map,
                FrameHeaders.build(
                        sequence,
                        request,
                        map == null ? qIndex : Math.max(1, qIndex),
                        slots,
                        profile.overrides(),
                        profile.av1().stdSyntaxFlags()));
    }

    private int qIndex(EmulatedSession session, int group, int layer) {
        DriverProfile.Av1Limits av1 = session.device().driver().profile().av1();
        return session.rateControl().is(RateControlFlag.DISABLED)
                ? Math.clamp(request.constantQIndex(), av1.minQIndex(), av1.maxQIndex())
                : session.quantizers().choose(group, layer, av1);
    }

    /** An instant picture is the same whatever the source is; but somebody may want to see it. */
    private boolean readsSource() {
        Driver driver = scope.session().device().driver();
        return !driver.instant() || driver.sources().isListening();
    }

    private void readSource(EmulatedSession session, Copies copies, Picture source) {
        Resource coded = request.source();
        EmulatedImage image = coded.image();
        MemorySegment samples = copies.readImage(image, coded.layer());
        session.device().driver().sources().tell(() -> samples.toArray(ValueLayout.JAVA_BYTE));
        EmulatedRgbConversion rgb = session.limits().rgb();
        if (rgb == null) {
            PlaneRows.read(samples, image, coded, source);
        } else {
            int stride = image.shape().width();
            rgb.convert(
                    samples.asSlice(4L * (coded.y() * (long) stride + coded.x())),
                    image.format(),
                    stride,
                    coded.width(),
                    coded.height(),
                    source);
        }
    }

    /** The temporal layer, as far as rate control has one for it. */
    private int layer(EmulatedSession session) {
        Ints extension = request.info().extension();
        int layers = session.rateControl().layers().size();
        return extension == null || layers == 0 ? 0 : Math.min(extension.get(0), layers - 1);
    }

    private boolean unusedNamesMisused() {
        for (int name = 0; name < 7; name++) {
            int slot = request.names().get(name);
            if (slot >= 0 && request.references().stream().noneMatch(use -> use.slotIndex() == slot)) {
                return true;
            }
        }
        return false;
    }

    private Values failed(EmulatedSession session) {
        SlotUse setup = request.setup();
        if (setup != null && setup.slotIndex() >= 0 && setup.slotIndex() < session.slotCount()) {
            session.slot(setup.slotIndex(), null);
        }
        return Values.failed(Faults.STATUS_ERROR);
    }

    private void store(EmulatedSession session, Copies copies, PictureResult result, FrameHeader asked) {
        SlotUse setup = request.setup();
        Resource resource = setup == null ? null : setup.resource();
        if (setup == null || resource == null) {
            return;
        }
        EmulatedImage image = resource.image();
        for (int i = 0; i < session.slotCount(); i++) {
            CodedPicture other = session.slot(i);
            // Overwriting a picture's layer ends what any slot knew of it.
            if (other != null && other.resource().isSamePicture(resource)) {
                session.slot(i, null);
            }
        }
        int checksum = 0;
        if (!session.device().driver().instant()) {
            long bytes = image.bytes();
            MemorySegment staging = copies.staging(bytes);
            PlaneRows.write(result.reconstruction(), image, staging);
            checksum = PlaneRows.checksum(staging.asSlice(0, bytes));
            copies.writeImage(image, resource.layer());
        }
        FrameType type = asked.frameType();
        boolean shown = request.info().has(StdVideoEncodeAV1PictureInfoFlag.SHOW_FRAME);
        CodedPicture picture = new CodedPicture(
                session.pictures(),
                resource,
                result.state(),
                type,
                request.info().orderHint(),
                shown,
                checksum);
        int refresh = result.frameHeader().refreshFrameFlags();
        session.slot(setup.slotIndex(), refresh == 0 ? null : picture);
        session.refresh(refresh, picture);
    }

    private static PictureRequest.ObuForm form(DriverProfile profile) {
        return profile.obuLayout() == ObuLayout.FRAME
                ? PictureRequest.ObuForm.FRAME
                : PictureRequest.ObuForm.HEADER_AND_TILE_GROUPS;
    }

    /** What the session's quality level stands for. */
    private static PictureRequest.Effort effort(EmulatedSession session, DriverProfile profile) {
        if (session.device().driver().instant()) {
            return PictureRequest.Effort.INSTANT;
        }
        int last = profile.qualityLevels().size() - 1;
        return switch (profile.qualityLevels()
                .get(Math.min(session.qualityLevel(), last))
                .effort()) {
            case 0 -> PictureRequest.Effort.FAST;
            case 1 -> PictureRequest.Effort.NORMAL;
            default -> PictureRequest.Effort.THOROUGH;
        };
    }

    private Values write(
            EmulatedSession session, Copies copies, PictureResult result, DriverProfile profile, int injected) {
        byte[] obus = result.obus();
        Ints extension = request.info().extension();
        if (request.obuExtension() && extension != null) {
            obus = FrameHeaders.withExtension(obus, extension.get(0), extension.get(1));
        }
        EmulatedParameters parameters = Objects.requireNonNull(scope.parameters());
        boolean overridden = !result.overrides().isEmpty() || parameters.overridden();
        boolean reported = overridden && !session.device().driver().has(KnownFault.OVERRIDES_NEVER_REPORTED);
        if (brokenKeyFrame(session, result)) {
            // What users saw: the header is there, the tiles are not what it says.
            for (int i = Math.min(32, obus.length / 2); i < obus.length; i++) {
                obus[i] ^= (byte) 0x5A;
            }
        }
        boolean fits = obus.length <= request.room();
        if (!fits) {
            session.violation(Rule.BITSTREAM_OVERFLOW, obus.length + " bytes into a range of " + request.room());
        }
        byte[] written = fits ? obus : java.util.Arrays.copyOf(obus, (int) request.room());
        Buffer buffer = Objects.requireNonNull(request.buffer());
        if (!buffer.write(request.offset(), written)) {
            copies.writeBuffer(buffer.handle(), request.offset(), written);
        }
        int status = COMPLETE;
        if (injected != 0) {
            status = injected;
        } else if (!fits) {
            boolean detects =
                    profile.encode().flags().contains(EncodeFlag.INSUFFICIENT_BITSTREAM_BUFFER_RANGE_DETECTION);
            boolean silent = session.device().driver().has(KnownFault.OVERFLOW_WITHOUT_STATUS);
            status = silent
                    ? COMPLETE
                    : detects ? Faults.STATUS_INSUFFICIENT_BITSTREAM_BUFFER_RANGE : Faults.STATUS_ERROR;
        }
        return new Values(
                0,
                obus.length,
                reported,
                result.figures(),
                result.frameHeader().tileInfo().numTiles(),
                status);
    }

    private boolean brokenKeyFrame(EmulatedSession session, PictureResult result) {
        return session.device().driver().has(KnownFault.MID_SESSION_KEY_FRAMES_BROKEN)
                && result.frameHeader().frameType() == FrameType.KEY_FRAME
                && session.pictures() > 0
                && session.rateControl().active()
                && !scope.wasEverythingSent();
    }
}
