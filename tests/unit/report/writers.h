#pragma once
#include <doctest/doctest.h>

#include "report/document_writers.h"
#include "sample_document.h"

namespace passline {

inline std::string written(const doc::Document& document, DocumentFormat format,
                           Language language = Language::zh) {
    DocumentOptions options;
    options.language = language;
    StringSink sink;
    const auto problem = write_document(document, format, options, sink);
    CHECK_MESSAGE(!problem, (problem ? problem->en : ""));
    return sink.text;
}

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A document with `text` in every slot that takes one.
inline doc::Document filled_with(const std::string& text) {
    const Text t = same(text);
    doc::Document document{"x", t};
    document.subtitle = t;
    for (int level = 1; level <= 3; ++level) document.add(doc::Heading{t, level});
    document.add(doc::Paragraph{t, t, {t}});
    document.add(doc::Paragraph{t});
    document.add(doc::List{{t, t}});
    document.add(doc::List{{t, t}, true});
    document.add(doc::Facts{{{t, t}}});
    document.add(doc::KeyFigures{"figures",
                                 t,
                                 {{"a", t, doc::value("1"), doc::Kind::number, t, {t}},
                                  {"b", t, doc::none(t)},
                                  {"c", t, doc::words(t), doc::Kind::text},
                                  {"d", t, doc::value(text)}}});
    document.add(
        doc::Table{"all",
                   t,
                   {{"id", t, doc::Kind::id},
                    {"text", t, doc::Kind::text},
                    {"number", t, doc::Kind::number, doc::Line{"5", t}},
                    {"date", t, doc::Kind::date}},
                   {{{doc::value(text), doc::words(t), doc::none(t), doc::none(t)}},
                    {{doc::coded(text, t), doc::coded(text, t), doc::value(text), doc::value(text)}}},
                   t,
                   {t},
                   {t}});
    document.add(doc::Table{"empty", t, {{"id", t}}, {}, t});
    const doc::Line line{"50", t};
    document.add(doc::Chart{"bars",
                            t,
                            t,
                            doc::Bars{doc::Kind::percent,
                                      t,
                                      {{text, t, doc::value("40"), t, "30", "50"}, {"b", t, doc::none(t)}},
                                      line},
                            {t}});
    document.add(
        doc::Chart{"histogram", t, t, doc::Histogram{t, t, {{"0", "50", 1}, {"50", "100", 2}}, line}});
    document.add(
        doc::Chart{"pairs", t, t, doc::Pairs{doc::Kind::number, t, t, t, {{"a", t, "1", "2"}}, line}});
    document.add(doc::Chart{"trend", t, t,
                            doc::Trend{doc::Kind::percent, t, {text, text}, {{"a", t, {"1", "2"}}}, line}});
    document.add(doc::Note{t});
    document.add(doc::Note{t, doc::Note::Kind::warning});
    document.add(doc::Signatures{{{t, t, true, true}}});
    return document;
}

}  // namespace passline
