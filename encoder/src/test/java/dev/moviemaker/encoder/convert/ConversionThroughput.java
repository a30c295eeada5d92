package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.*;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.encoder.vk.DeviceBuffer;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyBuffer;
import dev.moviemaker.vulkan.raw.VkBufferCopy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Measures the conversion on this machine's GPU against its memory bandwidth. */
public final class ConversionThroughput {
    private final TestDevice test;
    private final int conversions;
    private final int submissions;
    private final List<Measured> results = new ArrayList<>();

    /**
     * One kind of conversion.
     *
     * @param source {@code image} or {@code host memory}
     * @param width pixels
     * @param height pixels
     * @param bitDepth 8 for NV12, 10 for P010
     * @param path how the result reaches the target
     * @param nanos per picture
     * @param bandwidth bytes read and written per nanosecond
     * @param share of the bandwidth of a copy of a buffer
     */
    public record Measured(
            String source,
            int width,
            int height,
            int bitDepth,
            TargetPath path,
            double nanos,
            double bandwidth,
            double share) {}

    /**
     * Everything measured on a device.
     *
     * @param device its name
     * @param copyBandwidth bytes read and written per nanosecond by a copy of a buffer
     * @param all the conversions
     */
    public record Measurement(String device, double copyBandwidth, List<Measured> all) {}

    private ConversionThroughput(TestDevice test, int conversions, int submissions) {
        this.test = test;
        this.conversions = conversions;
        this.submissions = submissions;
    }

    /**
     * Measures all kinds at 1080p and 2160p, the best of the submissions each.
     *
     * @param loader where Vulkan is found
     * @param conversions per submission: 64 is enough for a large GPU
     * @param submissions how many
     * @return the figures
     */
    public static Measurement measure(VulkanEntry loader, int conversions, int submissions) {
        try (TestDevice test = new TestDevice(loader, false)) {
            ConversionThroughput all = new ConversionThroughput(test, conversions, submissions);
            double bandwidth = all.copyBandwidth(1L << 28);
            for (int height : new int[] {1080, 2160}) {
                for (int bitDepth : new int[] {8, 10}) {
                    for (TargetPath path : TargetPath.values()) {
                        all.measure(height * 16 / 9, height, bitDepth, path, bandwidth, true);
                    }
                    all.measure(height * 16 / 9, height, bitDepth, TargetPath.COPY, bandwidth, false);
                }
            }
            return new Measurement(test.name(), bandwidth, List.copyOf(all.results));
        }
    }

    /** Bytes read and written per nanosecond. */
    private double copyBandwidth(long bytes) {
        int usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT() | VK_BUFFER_USAGE_TRANSFER_DST_BIT();
        try (Arena arena = Arena.ofConfined();
                DeviceBuffer from = new DeviceBuffer(test.device(), bytes, usage);
                DeviceBuffer to = new DeviceBuffer(test.device(), bytes, usage)) {
            MemorySegment region = arena.allocate(VkBufferCopy.layout());
            VkBufferCopy.size(region, bytes);
            MemorySegment command = test.command("vkCmdCopyBuffer");
            int copies = 16;
            test.run(commands -> {
                for (int i = 0; i < copies; i++) {
                    PFN_vkCmdCopyBuffer.invoke(command, commands, from.handle(), to.handle(), 1, region);
                }
            });
            return 2.0 * bytes * copies / nanosPerSubmission();
        }
    }

    /** The shortest of several: what else the machine does only adds. */
    private double nanosPerSubmission() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < submissions; i++) {
            long start = System.nanoTime();
            test.again();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private void measure(int width, int height, int bitDepth, TargetPath path, double bandwidth, boolean fromImage) {
        if (!Conversion.supported(test, path, bitDepth)) {
            return;
        }
        ConversionRequest request =
                new ConversionRequest(ColorDescription.BT709, bitDepth, width, height, width, height, path);
        CpuFrame onHost = TestFrames.noise(PixelFormat.RGBA8, width, height, 0, 1);
        List<AutoCloseable> opened = new ArrayList<>();
        try (ColorConverter converter = new ColorConverter(test.instance(), test.device(), request)) {
            try {
                List<ConversionSlot> slots = new ArrayList<>();
                List<Frame> frames = new ArrayList<>();
                for (int i = 0; i < conversions; i++) {
                    TestImage target = new TestImage(
                            test, Conversion.format(bitDepth), path.createFlags(), path.usage(), width, height);
                    opened.add(target);
                    ConversionSlot slot = converter.slot(target.handle());
                    opened.add(slot);
                    slots.add(slot);
                    frames.add(fromImage ? image(opened, width, height) : onHost);
                }
                test.run(commands -> {
                    for (int i = 0; i < conversions; i++) {
                        slots.get(i).record(commands, test.family(), frames.get(i));
                    }
                });
                double nanos = nanosPerSubmission() / conversions;
                // The picture is read once, the result written once; a copy reads and writes the result again.
                double result = 1.5 * width * height * (bitDepth == 8 ? 1 : 2);
                double bytes = 4.0 * width * height + result * (path == TargetPath.COPY ? 3 : 1);
                results.add(new Measured(
                        fromImage ? "image" : "host memory",
                        width,
                        height,
                        bitDepth,
                        path,
                        nanos,
                        bytes / nanos,
                        bytes / nanos / bandwidth));
            } finally {
                closeAll(opened);
            }
        }
    }

    private Frame image(List<AutoCloseable> opened, int width, int height) {
        TestImage image =
                new TestImage(test, VK_FORMAT_R8G8B8A8_UNORM(), 0, VK_IMAGE_USAGE_SAMPLED_BIT(), width, height);
        opened.add(image);
        // What is in it does not matter for the time.
        test.run(image::toGeneral);
        return new VulkanFrame(
                image.handle(),
                VK_FORMAT_R8G8B8A8_UNORM(),
                VK_IMAGE_LAYOUT_GENERAL(),
                VulkanFrame.ANY_FAMILY,
                width,
                height,
                List.of(),
                List.of());
    }

    private static void closeAll(List<AutoCloseable> opened) {
        for (AutoCloseable one : opened.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + one, e);
            }
        }
    }
}
