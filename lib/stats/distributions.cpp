#include "stats/distributions.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace passline {
namespace {

/// In double throughout, which is more than any interval shows; in long double the library would compute its
/// tables whenever the program starts.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, InDouble>;
using Student = boost::math::students_t_distribution<double, InDouble>;

}  // namespace

double normal_quantile(double p) { return boost::math::quantile(Normal(), p); }

double student_quantile(double p, std::uint64_t degrees) {
    return boost::math::quantile(Student(static_cast<double>(degrees)), p);
}

}  // namespace passline
