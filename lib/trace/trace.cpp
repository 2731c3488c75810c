#include "trace/trace.h"

#include "text/unicode.h"

namespace passline {

TraceNode& Trace::current() {
    TraceNode* node = &root_;
    for (const std::size_t index : path_) node = &node->children[index];
    return *node;
}

TraceNode& Trace::open(Text what, Text rule, std::vector<std::string> sources) {
    TraceNode& parent = current();
    parent.children.push_back({std::move(what), std::move(rule), std::move(sources), {}});
    path_.push_back(parent.children.size() - 1);
    return parent.children.back();
}

void Trace::close() { path_.pop_back(); }

TraceNode& Trace::note(Text what, Text rule, std::vector<std::string> sources) {
    TraceNode& parent = current();
    parent.children.push_back({std::move(what), std::move(rule), std::move(sources), {}});
    return parent.children.back();
}

namespace {

/// Breaks a text at blanks, or between wide characters where there are none, into lines of at most `width`
/// columns.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (width > 0 && display_width(text) > width) {
        std::string_view line = prefix_of_width(text, width);
        if (line.empty()) break;
        const auto blank = line.rfind(' ');
        if (blank != std::string_view::npos && blank > line.size() / 2) line = line.substr(0, blank);
        lines.emplace_back(line);
        text.remove_prefix(line.size());
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    }
    lines.emplace_back(text);
    return lines;
}

class TreeText {
  public:
    TreeText(Language language, std::size_t width, bool color)
        : language_(language), width_(width), color_(color) {}

    void node(const TraceNode& node, const std::string& first, const std::string& rest) {
        std::string text = node.what.in(language_);
        if (!node.rule.empty())
            text += language_ == Language::zh ? "〔" + node.rule.zh + "〕" : " [" + node.rule.en + "]";
        const std::size_t left = width_ > display_width(rest) + 20 ? width_ - display_width(rest) - 2 : 0;
        const std::string below = rest + (node.children.empty() ? "  " : "│ ");
        bool head = true;
        for (const std::string& line : wrapped(text, left)) {
            out_ += (head ? first : below) + line + '\n';
            head = false;
        }
        sources(node, below);
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const bool last = i + 1 == node.children.size();
            this->node(node.children[i], rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    std::string take() { return std::move(out_); }

  private:
    void sources(const TraceNode& node, const std::string& indent) {
        if (node.sources.empty()) return;
        std::string line;
        const auto flush = [&] {
            out_ += indent + (color_ ? "\033[2m" : "") + "← " + line + (color_ ? "\033[0m" : "") + '\n';
            line.clear();
        };
        for (const std::string& source : node.sources) {
            const std::size_t needed =
                display_width(indent) + 2 + display_width(line) + 2 + display_width(source);
            if (!line.empty() && width_ > 0 && needed > width_) flush();
            line += (line.empty() ? "" : ", ") + source;
        }
        flush();
    }

    Language language_;
    std::size_t width_;
    bool color_;
    std::string out_;
};

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string json(const std::vector<TraceNode>& nodes, Language language) {
    std::string out = "[";
    for (const TraceNode& node : nodes) {
        if (out.size() > 1) out += ",";
        out += "{\"what\":" + quoted(node.what.in(language)) + ",\"rule\":" + quoted(node.rule.in(language)) +
               ",\"sources\":[";
        for (std::size_t i = 0; i < node.sources.size(); ++i)
            out += (i == 0 ? "" : ",") + quoted(node.sources[i]);
        out += "],\"children\":" + json(node.children, language) + "}";
    }
    return out + "]";
}

}  // namespace

std::string render(const std::vector<TraceNode>& nodes, Language language, std::size_t width, bool color) {
    TreeText text(language, width, color);
    for (const TraceNode& node : nodes) text.node(node, "", "");
    return text.take();
}

std::string render_json(const std::vector<TraceNode>& nodes, Language language) {
    return json(nodes, language) + "\n";
}

}  // namespace passline
