#include "xlsx/xml.h"

#include <expat.h>

namespace passline {

namespace {

constexpr char separator = '|';  // expat writes namespace|local
constexpr int deepest = 200;

std::string_view local(const char* name) {
    const std::string_view whole(name);
    const std::size_t at = whole.rfind(separator);
    return at == std::string_view::npos ? whole : whole.substr(at + 1);
}

}  // namespace

struct XmlParser::Impl {
    XmlHandler& handler;
    XML_Parser parser = nullptr;
    int depth = 0;
    bool sound = true;

    void stop() {
        sound = false;
        XML_StopParser(parser, XML_FALSE);
    }
    static void start(void* self, const char* name, const char** attributes) {
        Impl& impl = *static_cast<Impl*>(self);
        if (++impl.depth > deepest) {
            impl.stop();
            return;
        }
        impl.handler.start(local(name), XmlAttributes(attributes));
    }
    static void end(void* self, const char* name) {
        Impl& impl = *static_cast<Impl*>(self);
        --impl.depth;
        impl.handler.end(local(name));
    }
    static void text(void* self, const char* text, int size) {
        static_cast<Impl*>(self)->handler.text({text, static_cast<std::size_t>(size)});
    }
    static void doctype(void* self, const char*, const char*, const char*, int) {
        static_cast<Impl*>(self)->stop();
    }
};

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char** at = attributes_; *at != nullptr; at += 2) {
        if (local(at[0]) == name) return at[1];
    }
    return {};
}

XmlParser::XmlParser(XmlHandler& handler) : impl_(new Impl{handler}) {
    impl_->parser = XML_ParserCreateNS(nullptr, separator);
    if (impl_->parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(impl_->parser, impl_.get());
    XML_SetElementHandler(impl_->parser, Impl::start, Impl::end);
    XML_SetCharacterDataHandler(impl_->parser, Impl::text);
    XML_SetStartDoctypeDeclHandler(impl_->parser, Impl::doctype);
}

XmlParser::~XmlParser() { XML_ParserFree(impl_->parser); }

bool XmlParser::feed(std::string_view piece) {
    if (!impl_->sound) return false;
    impl_->sound =
        XML_Parse(impl_->parser, piece.data(), static_cast<int>(piece.size()), 0) == XML_STATUS_OK &&
        impl_->sound;
    return impl_->sound;
}

bool XmlParser::finish() {
    if (impl_->sound) impl_->sound = XML_Parse(impl_->parser, "", 0, 1) == XML_STATUS_OK && impl_->sound;
    return impl_->sound;
}

}  // namespace passline
