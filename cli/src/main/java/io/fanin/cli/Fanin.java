package io.fanin.cli;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.cli.check.CheckCommand;
import io.fanin.cli.init.InitCommand;
import io.fanin.cli.plan.DiffCommand;
import io.fanin.cli.plan.PlanCommand;
import io.fanin.cli.seed.SeedCommand;
import io.fanin.cli.selftest.SelftestCommand;
import io.fanin.cli.show.ShowCommand;
import io.fanin.cli.walkthrough.WalkthroughCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `fanin` command: results on standard output, words and progress on standard error.
@Command(
        name = "fanin",
        description = "Weight initialization with PyTorch's own bits.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:a check failed, or plans differ",
            "2:wrong usage",
            "3:a file's content is wrong",
            "4:a file can't be read or written",
            "70:a defect of fanin"
        })
public final class Fanin implements Runnable {
    private static final String DEFECT = "fanin: a defect of fanin, please report it:";

    private static final List<Class<?>> VERBS =
            List.of(
                    PlanCommand.class,
                    InitCommand.class,
                    ShowCommand.class,
                    DiffCommand.class,
                    CheckCommand.class,
                    SeedCommand.class,
                    WalkthroughCommand.class,
                    SelftestCommand.class);

    @Spec private CommandSpec spec;

    private Fanin() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(standardError(), true, StandardCharsets.UTF_8);
        int code;
        try {
            code = run(out, err, arguments);
        } catch (LinkageError e) {
            err.println("fanin: libtorch can't be loaded on this platform: " + e);
            code = ExitCode.DEFECT;
        } catch (OutOfMemoryError e) {
            err.println("fanin: not enough memory: " + e.getMessage());
            code = ExitCode.DEFECT;
        } catch (Error e) {
            err.println(DEFECT);
            e.printStackTrace(err);
            code = ExitCode.DEFECT;
        }
        out.flush();
        err.flush();
        System.exit(code);
    }

    /// Where words go. The launcher puts standard error in the place of standard input when it
    /// keeps from the screen what the JVM itself would say there, that it uses an incubator module.
    /// A name such as `/dev/fd/3` would not do: what is opened anew has a place of its own in a
    /// file, and others would write over it.
    private static OutputStream standardError() {
        return Boolean.getBoolean("fanin.stderr.is.stdin")
                ? new FileOutputStream(FileDescriptor.in)
                : System.err;
    }

    /// Runs one command line.
    ///
    /// @return the [ExitCode]
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = new CommandLine(new Fanin());
        verbs(arguments).forEach(command::addSubcommand);
        return OptionValues.register(command)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Fanin::usage)
                .setExecutionExceptionHandler(Fanin::failure)
                .execute(arguments);
    }

    /// The verb that the command line begins with, alone: the options of all take longer to collect
    /// than most commands to run. All of them if it begins otherwise.
    private static List<Class<?>> verbs(String... arguments) {
        List<Class<?>> named =
                VERBS.stream()
                        .filter(verb -> arguments.length > 0 && name(verb).equals(arguments[0]))
                        .toList();
        return named.isEmpty() ? VERBS : named;
    }

    private static String name(Class<?> verb) {
        return verb.getAnnotation(Command.class).name();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command is given; fanin --help lists them");
    }

    private static int usage(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println("fanin: " + Quoted.escaped(UsageMessage.of(e)));
        return ExitCode.USAGE;
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        return switch (e) {
            case IOException io -> {
                err.println("fanin: " + Quoted.escaped(describe(io)));
                for (Throwable other : io.getSuppressed()) {
                    if (other instanceof IOException more) {
                        err.println("fanin: " + Quoted.escaped(describe(more)));
                    }
                }
                yield io instanceof BadFileException ? ExitCode.BAD_FILE : ExitCode.NO_ACCESS;
            }
            default -> {
                err.println(DEFECT);
                e.printStackTrace(err);
                yield ExitCode.DEFECT;
            }
        };
    }

    private static String describe(IOException e) {
        return switch (e) {
            case NoSuchFileException missing ->
                    missing.getFile() + ": there is no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": access is denied";
            case FileSystemException other when other.getReason() != null ->
                    other.getFile() + ": " + other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
