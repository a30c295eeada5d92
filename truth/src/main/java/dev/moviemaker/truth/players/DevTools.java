// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Headless Chromium with one page, driven by its debugging protocol. */
final class DevTools implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> messages;
    private int calls;

    private DevTools(Process process, WebSocket socket, BlockingQueue<String> messages) {
        this.process = process;
        this.socket = socket;
        this.messages = messages;
    }

    static DevTools open(Path page, Path folder) throws IOException {
        Path profile = Files.createTempDirectory(folder, "chromium");
        Process process = chromium(profile)
                .redirectOutput(folder.resolve("chromium.txt").toFile())
                .start();
        try {
            int port = port(profile.resolve("DevToolsActivePort"));
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/json/new?%s".formatted(port, page.toUri())))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            String told =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            String address = JsonParser.parseString(told)
                    .getAsJsonObject()
                    .get("webSocketDebuggerUrl")
                    .getAsString();
            BlockingQueue<String> messages = new LinkedBlockingQueue<>();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(address), new Listener(messages))
                    .join();
            DevTools tools = new DevTools(process, socket, messages);
            tools.awaitPage();
            return tools;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static ProcessBuilder chromium(Path profile) {
        return new ProcessBuilder(List.of(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--use-gl=angle",
                        "--use-angle=swiftshader",
                        "--enable-unsafe-swiftshader",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--force-color-profile=srgb",
                        "--allow-file-access-from-files",
                        "--hide-scrollbars",
                        "--window-size=2200,1400",
                        "--force-device-scale-factor=1",
                        "about:blank"))
                .redirectErrorStream(true);
    }

    private record Listener(BlockingQueue<String> messages, StringBuilder part) implements WebSocket.Listener {
        Listener(BlockingQueue<String> messages) {
            this(messages, new StringBuilder());
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // null tells the socket that the text is done with
        public @org.jspecify.annotations.Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private static int port(Path file) throws IOException, InterruptedException {
        for (int i = 0; i < LIMIT_SECONDS * 10; i++) {
            if (Files.exists(file) && Files.size(file) > 0) {
                return Integer.parseInt(Files.readAllLines(file).getFirst());
            }
            Thread.sleep(100);
        }
        throw new IOException("Chromium does not start");
    }

    /** A new target shows an empty page for a moment, which is complete too and has an open() of its own. */
    private void awaitPage() throws IOException, InterruptedException {
        for (int i = 0; i < LIMIT_SECONDS * 10; i++) {
            if (evaluate("document.readyState == 'complete' && typeof hear == 'function'")
                    .getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("Chromium does not show the page");
    }

    /** The value that an expression's promise ends with. */
    JsonElement evaluate(String expression) throws IOException {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("expression", expression);
        parameters.addProperty("awaitPromise", true);
        parameters.addProperty("returnByValue", true);
        JsonObject result = call("Runtime.evaluate", parameters);
        if (result.has("exceptionDetails")) {
            throw new IOException(
                    "Chromium: " + result.getAsJsonObject("result").get("description"));
        }
        return result.getAsJsonObject("result").get("value");
    }

    JsonObject call(String method, JsonObject parameters) throws IOException {
        int id = ++calls;
        JsonObject message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", parameters);
        socket.sendText(message.toString(), true).join();
        try {
            while (true) {
                String text = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (text == null) {
                    throw new IOException("Chromium does not answer " + method);
                }
                JsonObject answer = JsonParser.parseString(text).getAsJsonObject();
                if (answer.has("id") && answer.get("id").getAsInt() == id) {
                    if (answer.has("error")) {
                        throw new IOException("Chromium: " + answer.get("error"));
                    }
                    return answer.getAsJsonObject("result");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
