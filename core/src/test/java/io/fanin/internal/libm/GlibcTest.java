package io.fanin.internal.libm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The twins beside the machine's own C library, where that is a glibc with the functions we follow
/// on a processor for which it picks its fused variants. Elsewhere [FrozenBitsTest] has to do.
@SuppressWarnings("restricted")
class GlibcTest {
    private static final int COUNT = 1_000_000;
    private static final String VERSIONS = "2\\.(29|3[0-8])";

    /// Here a `log1p` that does not fuse multiply and add gives another last bit.
    private static final double TELLS_FUSED_LOG1P = -0x1.0e4p-2;

    private static final double UNFUSED_LOG1P = -0x1.39c3d1fd60e74p-2;

    @BeforeAll
    static void theMachineHasTheLibraryWeFollow() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "not Linux");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "not x86-64");
        String processor = Files.readString(Path.of("/proc/cpuinfo"));
        assumeTrue(processor.contains(" fma ") && processor.contains(" avx2 "), "no FMA or AVX2");
        String version = glibcVersion();
        assumeTrue(version.matches(VERSIONS), () -> "glibc version: " + version);
    }

    @ParameterizedTest
    @EnumSource
    void everyTwinGivesTheBitsOfGlibc(Twin twin) {
        DoubleUnaryOperator glibc = twin.single() ? ofFloat(twin) : ofDouble(twin);
        assumeTrue(
                twin != Twin.LOG1P || glibc.applyAsDouble(TELLS_FUSED_LOG1P) != UNFUSED_LOG1P,
                "this glibc has a log1p that does not fuse");
        int differing = 0;
        String first = "";
        for (double x : twin.arguments(COUNT)) {
            double ours = twin.apply(x);
            double theirs = glibc.applyAsDouble(x);
            if (Double.doubleToLongBits(ours) != Double.doubleToLongBits(theirs)) {
                if (differing == 0) {
                    first = "%s(%a): ours %a, glibc's %a".formatted(twin.symbol(), x, ours, theirs);
                }
                differing++;
            }
        }
        assertThat(differing).as(first).isZero();
    }

    private static DoubleUnaryOperator ofDouble(Twin twin) {
        MethodHandle handle =
                function(
                        twin.symbol(),
                        FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE));
        return x -> {
            try {
                return (double) handle.invokeExact(x);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        };
    }

    private static DoubleUnaryOperator ofFloat(Twin twin) {
        MethodHandle handle =
                function(
                        twin.symbol(),
                        FunctionDescriptor.of(ValueLayout.JAVA_FLOAT, ValueLayout.JAVA_FLOAT));
        return x -> {
            try {
                return (float) handle.invokeExact((float) x);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        };
    }

    private static MethodHandle function(String symbol, FunctionDescriptor descriptor) {
        MemorySegment address =
                SymbolLookup.libraryLookup("libm.so.6", Arena.global()).findOrThrow(symbol);
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }

    /// Empty where the C library is another.
    private static String glibcVersion() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> address = linker.defaultLookup().find("gnu_get_libc_version");
        if (address.isEmpty()) {
            return "";
        }
        MethodHandle handle =
                linker.downcallHandle(address.get(), FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            return ((MemorySegment) handle.invokeExact()).reinterpret(16).getString(0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
