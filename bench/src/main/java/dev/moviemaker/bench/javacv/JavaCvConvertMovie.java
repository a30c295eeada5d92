// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.javacv;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Converts a movie, with its sound, at a constant frame rate. */
final class JavaCvConvertMovie {
    private JavaCvConvertMovie() {}

    /**
     * Converts a movie.
     *
     * @param args input and output
     */
    public static void main(String[] args) throws Exception {
        // begin
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(args[0])) {
            grabber.start();
            try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(
                            args[1], grabber.getImageWidth(), grabber.getImageHeight(), grabber.getAudioChannels());
                    FFmpegFrameFilter filter = new FFmpegFrameFilter(
                            "fps=" + grabber.getFrameRate(), grabber.getImageWidth(), grabber.getImageHeight())) {
                recorder.setVideoCodecName("libsvtav1");
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_AV1);
                recorder.setVideoBitrate(0);
                recorder.setVideoOption("crf", "30");
                recorder.setFrameRate(grabber.getFrameRate());
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
                recorder.setAudioCodecName("libopus");
                recorder.setSampleRate(grabber.getSampleRate());
                filter.setFrameRate(grabber.getFrameRate());
                filter.setPixelFormat(grabber.getPixelFormat());
                recorder.start();
                filter.start();
                for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
                    if (frame.image == null) {
                        recorder.record(frame);
                        continue;
                    }
                    filter.push(frame);
                    for (Frame ready = filter.pull(); ready != null; ready = filter.pull()) {
                        recorder.record(ready, filter.getPixelFormat());
                        System.out.println(recorder.getFrameNumber() + " frames");
                    }
                }
            }
        }
        // end
    }
}
