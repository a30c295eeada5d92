// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** A video element of headless Chromium. */
final class ChromiumPlayer implements Player {
    private static final int RATE = 48_000;

    private static final String PAGE = """
            <!doctype html><body style="margin:0;background:#000">
            <video id=v muted preload=auto style="display:block"></video>
            <script>
            const v = document.getElementById('v');
            const open = name => new Promise((ok, no) => {
              v.onerror = () => no(new Error(v.error.message));
              v.onloadeddata = () => ok([v.videoWidth, v.videoHeight]);
              v.src = name;
            });
            const seek = time => new Promise(ok => {
              v.onseeked = () => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(ok)), 400);
              v.currentTime = time;
            });
            const hear = name => new Promise((ok, no) => {
              const r = new XMLHttpRequest();
              r.open('GET', name); r.responseType = 'arraybuffer';
              r.onload = () => new OfflineAudioContext(8, 48000, 48000).decodeAudioData(r.response).then(b => {
                const all = [];
                for (let c = 0; c < b.numberOfChannels; c++) {
                  all.push(Array.from(b.getChannelData(c), x => Math.round(x * 32767)));
                }
                ok(all);
              }, () => ok([]));
              r.onerror = () => no(new Error('cannot be read'));
              r.send();
            });
            </script>
            """;

    @Override
    public String name() {
        return "Chromium";
    }

    @Override
    public Shown show(Path movie, List<Double> times, Path folder) throws IOException {
        Path page = Files.writeString(movie.resolveSibling("page.html"), PAGE);
        try (DevTools chromium = DevTools.open(page, folder)) {
            String name = "'" + movie.getFileName() + "'";
            JsonArray size = chromium.evaluate("open(" + name + ")").getAsJsonArray();
            List<BufferedImage> pictures = new ArrayList<>();
            for (double time : times) {
                chromium.evaluate("seek(" + time + ").then(() => 0)");
                JsonObject clip = new JsonObject();
                clip.addProperty("x", 0);
                clip.addProperty("y", 0);
                clip.addProperty("width", size.get(0).getAsInt());
                clip.addProperty("height", size.get(1).getAsInt());
                clip.addProperty("scale", 1);
                JsonObject parameters = new JsonObject();
                parameters.add("clip", clip);
                parameters.addProperty("captureBeyondViewport", true);
                String data = chromium.call("Page.captureScreenshot", parameters)
                        .get("data")
                        .getAsString();
                pictures.add(ImageIO.read(
                        new ByteArrayInputStream(Base64.getDecoder().decode(data))));
            }
            return heard(pictures, chromium.evaluate("hear(" + name + ")").getAsJsonArray());
        }
    }

    private static Shown heard(List<BufferedImage> pictures, JsonArray channels) {
        if (channels.isEmpty()) {
            return new Shown(pictures, new byte[0], 0, RATE);
        }
        int frames = channels.get(0).getAsJsonArray().size();
        ByteBuffer samples = ByteBuffer.allocate(4 * frames * channels.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < channels.size(); c++) {
            int frame = 0;
            for (JsonElement value : channels.get(c).getAsJsonArray()) {
                samples.putFloat(4 * (frame++ * channels.size() + c), value.getAsInt() / 32767f);
            }
        }
        return new Shown(pictures, samples.array(), channels.size(), RATE);
    }
}
