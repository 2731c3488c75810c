#include "stats/distributions.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace passline {

double normal_quantile(double p) { return boost::math::quantile(boost::math::normal_distribution<>(), p); }

double student_quantile(double p, std::uint64_t degrees) {
    return boost::math::quantile(boost::math::students_t_distribution<>(static_cast<double>(degrees)), p);
}

}  // namespace passline
