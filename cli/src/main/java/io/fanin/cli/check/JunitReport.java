package io.fanin.cli.check;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Severity;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Reports as JUnit's XML, which CI systems show: a suite for each file, a case for each tensor and
/// one for each tensor that findings are about and that is not there. A case fails if a finding
/// about it is bad enough; its message is the worst one's reason, its text tells all that are.
final class JunitReport {
    private final Optional<Severity> failOn;

    /// @param failOn from which severity on a finding is a failure; empty for none
    JunitReport(Optional<Severity> failOn) {
        this.failOn = failOn;
    }

    String of(List<CheckedFile> files) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            line(xml, 0);
            xml.writeStartElement("testsuites");
            for (CheckedFile file : files) {
                suite(xml, file);
            }
            line(xml, 0);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private void suite(XMLStreamWriter xml, CheckedFile file) throws XMLStreamException {
        List<Finding> findings = file.report().findings();
        Map<String, List<Finding>> failures = new HashMap<>();
        Set<String> concerned = new TreeSet<>();
        for (Finding each : findings) {
            concerned.addAll(each.tensors());
            if (fails(each)) {
                each.tensors()
                        .forEach(name ->
                                failures.computeIfAbsent(name, _ -> new ArrayList<>()).add(each));
            }
        }
        Set<String> names = new LinkedHashSet<>();
        file.report().tensors().forEach(each -> names.add(each.name()));
        names.addAll(concerned); // those that are not there come last, sorted
        line(xml, 1);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean("fanin check " + file.name()));
        xml.writeAttribute("tests", Integer.toString(names.size()));
        xml.writeAttribute("failures", Integer.toString(failures.size()));
        for (String name : names) {
            testCase(xml, file.name(), name, failures.getOrDefault(name, List.of()));
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    private boolean fails(Finding finding) {
        return failOn.filter(least -> finding.severity().compareTo(least) >= 0).isPresent();
    }

    private void testCase(XMLStreamWriter xml, String file, String name, List<Finding> failures)
            throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(file));
        xml.writeAttribute("name", clean(name));
        if (!failures.isEmpty()) {
            Finding worst = failures.getFirst();
            line(xml, 3);
            xml.writeStartElement("failure");
            xml.writeAttribute("type", worst.kind().toString());
            xml.writeAttribute("message", clean(worst.reason()));
            for (Finding each : failures) {
                line(xml, 4);
                xml.writeCharacters(clean(each.kind() + ": " + each.reason()));
                line(xml, 4);
                xml.writeCharacters(clean("mend: " + each.mend()));
            }
            line(xml, 3);
            xml.writeEndElement();
            line(xml, 2);
        }
        xml.writeEndElement();
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /// XML has no place for most control characters, nor for halves of surrogate pairs.
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .forEach(each ->
                        clean.appendCodePoint(
                                each >= ' '
                                                && each != 0xfffe
                                                && each != 0xffff
                                                && (each < 0xd800 || each > 0xdfff)
                                        ? each
                                        : 0xfffd));
        return clean.toString();
    }
}
