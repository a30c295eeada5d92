// SPDX-License-Identifier: Apache-2.0
import dev.moviemaker.cli.Main;
import java.io.File;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the command's man pages as AsciiDoc to a folder: picocli's generator, and nothing else. */
class ManPages {
    public static void main(String[] args) throws Exception {
        int exitCode = ManPageGenerator.generateManPage(
                new File(args[0]), null, new boolean[0], true, Main.model().getCommandSpec());
        System.exit(exitCode);
    }
}
