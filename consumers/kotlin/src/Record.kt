import dev.moviemaker.EncoderSettings
import dev.moviemaker.Frame
import dev.moviemaker.PixelFormat
import dev.moviemaker.Rational
import dev.moviemaker.recorder.MovieMaker
import java.lang.foreign.MemorySegment
import java.nio.file.Files
import java.nio.file.Path

const val WIDTH = 320
const val HEIGHT = 180
const val FRAMES = 30L

/** Records a second to movie.mp4, and writes the same pictures to source.y4m. */
fun main(args: Array<String>) {
    val folder = Files.createDirectories(Path.of(args[0]))
    val settings = EncoderSettings.builder().width(WIDTH).height(HEIGHT).framerate(Rational.of(FRAMES)).build()
    MovieMaker.create().use { maker ->
        Files.newOutputStream(folder.resolve("source.y4m")).use { source ->
            source.write("YUV4MPEG2 W$WIDTH H$HEIGHT F$FRAMES:1 Ip A1:1 C420mpeg2\n".toByteArray())
            maker.configure(settings)
            maker.start(folder.resolve("movie.mp4"))
            repeat(FRAMES.toInt()) { frame ->
                val picture = picture(frame)
                source.write("FRAME\n".toByteArray())
                source.write(picture)
                maker.record(Frame.of(PixelFormat.I420, WIDTH, HEIGHT, MemorySegment.ofArray(picture)))
            }
            maker.finish()
            println("recorded by ${maker.statistics().backend()}, ${maker.statistics().framesEncoded()} frames")
        }
    }
}

private fun picture(frame: Int): ByteArray {
    val planes = ByteArray(WIDTH * HEIGHT * 3 / 2) { 128.toByte() }
    for (y in 0 until HEIGHT) {
        for (x in 0 until WIDTH) {
            planes[y * WIDTH + x] = (40 + (x + 2 * frame) / 4 + y / 4).toByte()
        }
    }
    return planes
}
