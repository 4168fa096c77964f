package io.fanin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fanin.tensor.Shape;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// How core is built: one direction, the JDK alone, no state that classes share.
class ArchitectureTest {
    /// A package uses only those before it.
    private static final List<String> LINE =
            List.of(
                    "internal.require",
                    "internal.python",
                    "tensor",
                    "internal.libm",
                    "internal.vector",
                    "internal.kernel",
                    "internal.qr",
                    "law",
                    "random",
                    "init",
                    "model",
                    "model.layer",
                    "model.inference",
                    "model.python",
                    "model.architecture",
                    "plan",
                    "fill");

    private static final int MOST_FILES = 20;

    /// One file for each kind of PyTorch layer, so it may be longer.
    private static final String LAYERS = "io.fanin.model.layer";

    private static final int MOST_LAYERS = 30;

    /// Types whose values nothing can change, beside Fanin's own.
    private static final Set<String> UNCHANGING =
            Set.of(
                    "java.lang.String",
                    "java.math.BigInteger",
                    "java.math.BigDecimal",
                    "java.util.regex.Pattern",
                    "java.util.List",
                    "java.util.Set",
                    "java.util.Map",
                    "java.util.SequencedMap",
                    "java.lang.invoke.MethodHandle",
                    "java.lang.invoke.VarHandle",
                    "java.nio.ByteOrder");

    private static final JavaClasses CORE = importCore();

    private static JavaClasses importCore() {
        try {
            return new ClassFileImporter()
                    .importPath(
                            Path.of(
                                    Shape.class
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static ArchRule packagesFollow(List<String> line) {
        return classes()
                .that(describe("belong to Fanin", each -> place(line, each) != NOWHERE))
                .should(
                        new ArchCondition<>("use only packages before their own in " + line) {
                            @Override
                            public void check(JavaClass each, ConditionEvents events) {
                                each.getDirectDependenciesFromSelf().stream()
                                        .filter(use ->
                                                place(line, use.getTargetClass())
                                                        > place(line, each))
                                        .forEach(use ->
                                                events.add(
                                                        SimpleConditionEvent.violated(
                                                                each, use.getDescription())));
                            }
                        });
    }

    private static final int NOWHERE = -1;

    private static int place(List<String> line, JavaClass each) {
        String name = each.getBaseComponentType().getPackageName();
        return name.startsWith("io.fanin.")
                ? line.indexOf(name.substring("io.fanin.".length()))
                : NOWHERE;
    }

    @Test
    void aPackageUsesOnlyThoseBeforeIt() {
        packagesFollow(LINE).check(CORE);
    }

    @Test
    void everyPackageHasItsPlaceInTheLine() {
        Set<String> packages = new TreeSet<>();
        CORE.forEach(
                each -> packages.add(each.getPackageName().replaceFirst("^io\\.fanin\\.", "")));
        packages.remove(""); // module-info
        assertThat(packages).hasSizeGreaterThan(8).isSubsetOf(LINE);
    }

    @Test
    void aUseAgainstTheLineIsNoticed() {
        List<String> wrong = List.of("internal.require", "law", "tensor");
        assertThatThrownBy(() -> packagesFollow(wrong).check(CORE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Method <io.fanin.law.Eye.law(io.fanin.tensor.Shape)>");
    }

    @Test
    void coreUsesTheJdkAlone() {
        classes()
                .should(
                        onlyDependOnClassesThat(
                                resideInAnyPackage(
                                        "java..",
                                        "jdk.incubator.vector..",
                                        "io.fanin..",
                                        "org.jspecify..")))
                .check(CORE);
    }

    private static ArchRule staticFieldsAreUnchanging() {
        return fields().that()
                .areStatic()
                .should(
                        new ArchCondition<>("be final and hold what nothing can change") {
                            @Override
                            public void check(JavaField field, ConditionEvents events) {
                                if (!isFinal(field) || !unchanging(field)) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    field, field.getDescription()));
                                }
                            }
                        });
    }

    @Test
    void staticFieldsAreFinalAndHoldWhatNothingCanChange() {
        staticFieldsAreUnchanging().check(CORE);
    }

    /// What the rule is there to find.
    @SuppressWarnings("MutablePublicArray")
    static final class Wrong {
        static final List<String> FINE = List.of();
        static final ArrayList<String> KEPT = new ArrayList<>();
        static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
        public static final int[] SEEN = {1};
        static int counted;

        private Wrong() {}
    }

    @Test
    void staticStateIsNoticed() {
        JavaClasses wrong = new ClassFileImporter().importClasses(Wrong.class);
        assertThatThrownBy(() -> staticFieldsAreUnchanging().check(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated (4 times)")
                .hasMessageContaining("Wrong.KEPT")
                .hasMessageContaining("Wrong.LOCAL")
                .hasMessageContaining("Wrong.SEEN")
                .hasMessageContaining("Wrong.counted");
    }

    private static boolean isFinal(JavaField field) {
        return field.getModifiers().contains(JavaModifier.FINAL);
    }

    /// Tables of numbers are arrays, kept from other packages.
    private static boolean unchanging(JavaField field) {
        JavaClass type = field.getRawType();
        if (type.isArray()) {
            boolean hidden =
                    !field.getModifiers().contains(JavaModifier.PUBLIC)
                            && !field.getModifiers().contains(JavaModifier.PROTECTED);
            return hidden || field.getModifiers().contains(JavaModifier.SYNTHETIC);
        }
        return type.isPrimitive()
                || type.isEnum()
                || type.isRecord()
                || UNCHANGING.contains(type.getName())
                || type.getPackageName().startsWith("java.lang.foreign")
                || type.getPackageName().startsWith("jdk.incubator.vector")
                || (type.getPackageName().startsWith("io.fanin.") && hasOnlyFinalFields(type));
    }

    private static boolean hasOnlyFinalFields(JavaClass type) {
        return type.getAllFields().stream()
                .filter(field -> field.getOwner().getPackageName().startsWith("io.fanin"))
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .allMatch(ArchitectureTest::isFinal);
    }

    @Test
    void noClassIsNamedForNothingInParticular() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Misc|Common)")
                .check(CORE);
    }

    @Test
    void recordsAndEnumsHaveNoFieldThatChanges() {
        classes()
                .that(describe("are records or enums", each -> each.isRecord() || each.isEnum()))
                .should(
                        new ArchCondition<>("have only final fields") {
                            @Override
                            public void check(JavaClass each, ConditionEvents events) {
                                if (!hasOnlyFinalFields(each)) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    each, each.getDescription()));
                                }
                            }
                        })
                .check(CORE);
    }

    @Test
    void noPackageIsCrowded() {
        TreeMap<String, Set<String>> files = new TreeMap<>();
        CORE.forEach(each ->
                each.getSource()
                        .flatMap(source -> source.getFileName())
                        .ifPresent(name ->
                                files.computeIfAbsent(each.getPackageName(), _ -> new TreeSet<>())
                                        .add(name)));
        assertThat(files).isNotEmpty();
        files.forEach((name, sources) ->
                assertThat(sources)
                        .as("files of package %s", name)
                        .hasSizeLessThanOrEqualTo(name.equals(LAYERS) ? MOST_LAYERS : MOST_FILES));
    }
}
