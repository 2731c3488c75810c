// XML as a stream of elements, read with expat.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace passline {

/// An element's attributes by their local names (r:id is id).
class XmlAttributes {
  public:
    explicit XmlAttributes(const char** attributes) : attributes_(attributes) {}
    /// Empty when there is none.
    std::string_view operator[](std::string_view name) const;

  private:
    const char** attributes_;
};

/// Called element by element, with local names (x:row is row).
class XmlHandler {
  public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;
};

class XmlParser {
  public:
    explicit XmlParser(XmlHandler& handler);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;
    /// False once the document is not well-formed, declares a document type (workbooks never do; entities are
    /// a way to do harm), or nests deeper than 200.
    bool feed(std::string_view piece);
    /// Whether the document was whole.
    bool finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace passline
