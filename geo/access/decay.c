#include "geo/access/decay.h"

#include <math.h>

double decay_steps(const struct decay_step *step, size_t n, double cost)
{
    for (size_t i = 0; i < n; i++)
        if (cost <= step[i].cost)
            return step[i].weight;
    return 0;
}

double decay_gauss(double cost, double sigma)
{
    return exp(-cost * cost / (2 * sigma * sigma));
}

double decay_gauss_to(double cost, double limit)
{
    return exp(cost * cost * (log(DECAY_AT_LIMIT) / (limit * limit)));
}

double decay_gravity(double cost, double scale, double alpha, double least)
{
    return pow(fmax(cost, least) / scale, alpha);
}

double decay_gravity_to(double cost, double limit)
{
    return pow(cost, log(DECAY_AT_LIMIT) / log(limit));
}

double decay_exponential_to(double cost, double limit)
{
    return exp(cost * (log(DECAY_AT_LIMIT) / limit));
}
