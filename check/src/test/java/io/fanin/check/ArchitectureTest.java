package io.fanin.check;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// How check is built: one direction, and core and checkpoint beside the JDK.
class ArchitectureTest {
    private static final String CHECK = "io.fanin.check";

    /// A package uses only those before it; the last is check's own.
    private static final List<String> LINE =
            List.of(
                    "report",
                    "scan",
                    "distribution",
                    "law",
                    "spectrum",
                    "recognition",
                    "rule",
                    "scale",
                    "untrained",
                    "contract",
                    "comparison",
                    "",
                    "seed");

    private static final int MOST_FILES = 20;

    private static final JavaClasses CLASSES = importClasses();

    private static JavaClasses importClasses() {
        try {
            return new ClassFileImporter()
                    .importPath(
                            Path.of(
                                    Check.class
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOurs(JavaClass each) {
        String name = each.getBaseComponentType().getPackageName();
        return name.equals(CHECK) || name.startsWith(CHECK + ".");
    }

    private static String place(JavaClass each) {
        String name = each.getBaseComponentType().getPackageName();
        return name.equals(CHECK) ? "" : name.substring(CHECK.length() + 1);
    }

    private static ArchRule packagesFollow(List<String> line) {
        return classes()
                .that(describe("are check's", ArchitectureTest::isOurs))
                .should(
                        new ArchCondition<>("use only packages before their own in " + line) {
                            @Override
                            public void check(JavaClass each, ConditionEvents events) {
                                each.getDirectDependenciesFromSelf().stream()
                                        .filter(use -> isOurs(use.getTargetClass()))
                                        .filter(use ->
                                                line.indexOf(place(use.getTargetClass()))
                                                        > line.indexOf(place(each)))
                                        .forEach(use ->
                                                events.add(
                                                        SimpleConditionEvent.violated(
                                                                each, use.getDescription())));
                            }
                        });
    }

    @Test
    void aPackageUsesOnlyThoseBeforeIt() {
        packagesFollow(LINE).check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlaceInTheLine() {
        Set<String> packages = new TreeSet<>();
        CLASSES.stream()
                .filter(ArchitectureTest::isOurs)
                .forEach(each -> packages.add(place(each)));
        assertThat(packages).containsExactlyInAnyOrderElementsOf(LINE);
    }

    @Test
    void aUseAgainstTheLineIsNoticed() {
        assertThatThrownBy(() -> packagesFollow(LINE.reversed()).check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("io.fanin.check.report.Finding");
    }

    @Test
    void theSeedSearchStandsAlone() {
        classes()
                .that()
                .resideInAPackage(CHECK + ".seed")
                .should(
                        onlyDependOnClassesThat(
                                describe(
                                        "are not check's but the search's",
                                        each -> !isOurs(each) || place(each).equals("seed"))))
                .check(CLASSES);
    }

    @Test
    void checkUsesCoreCheckpointAndStatisticsAlone() {
        classes()
                .should(
                        onlyDependOnClassesThat(
                                resideInAnyPackage(
                                        "java..",
                                        "jdk.incubator.vector..",
                                        "io.fanin..",
                                        "org.apache.commons.statistics..",
                                        "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void noPackageIsCrowded() {
        TreeMap<String, Set<String>> files = new TreeMap<>();
        CLASSES.forEach(each ->
                each.getSource()
                        .flatMap(source -> source.getFileName())
                        .ifPresent(name ->
                                files.computeIfAbsent(each.getPackageName(), _ -> new TreeSet<>())
                                        .add(name)));
        assertThat(files).isNotEmpty();
        files.forEach((name, sources) ->
                assertThat(sources)
                        .as("files of package %s", name)
                        .hasSizeLessThanOrEqualTo(MOST_FILES));
    }
}
