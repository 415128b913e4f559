package dev.touchline.alerting.filtertest;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Runs tests of filters. Exit codes: 0 all passed, 1 some did not, 2 a file or the command is wrong. */
public final class FilterTestMain {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private final PrintStream out;
    private int passed;
    private int failed;
    private int wrong;

    private FilterTestMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] files) {
        System.exit(run(List.of(files), System.out));
    }

    static int run(List<String> files, PrintStream out) {
        if (files.isEmpty()) {
            out.println("Which files? ./touchline filter test FILE.yaml…");
            return WRONG;
        }
        FilterTestMain main = new FilterTestMain(out);
        files.forEach(main::file);
        out.printf("%d passed, %d failed%s%n", main.passed, main.failed, main.unusable());
        return main.wrong > 0 ? WRONG : main.failed > 0 ? FAILED : PASSED;
    }

    private void file(String name) {
        try {
            for (FilterTest test : FilterTestFile.read(Path.of(name))) {
                report(name, test);
            }
        } catch (Unusable e) {
            wrong++;
            out.println("can't use " + name);
            e.mistakes().forEach(mistake -> out.println("    " + mistake));
        }
    }

    private void report(String file, FilterTest test) {
        List<String> differences = test.differences();
        if (differences.isEmpty()) {
            passed++;
            return;
        }
        failed++;
        out.printf("failed %s: %s   (- expected and did not come, + came unexpected)%n", file, test.name());
        differences.forEach(line -> out.println("    " + line));
    }

    private String unusable() {
        return wrong == 0 ? "" : ", %d %s not usable".formatted(wrong, wrong == 1 ? "file" : "files");
    }
}
