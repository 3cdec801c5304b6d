/* From decisions to probabilities, after calibration.py. */
#include <math.h>

#include "kernel.h"

static void
softmax(double *values, int count)
{
    double highest = values[0], total = 0;
    for (int k = 1; k < count; k++)
        highest = values[k] > highest ? values[k] : highest;
    for (int k = 0; k < count; k++)
        total += values[k] = exp(values[k] - highest);
    for (int k = 0; k < count; k++)
        values[k] /= total;
}

void
calibrate(const Calibration *calibration, int n_outputs, const double *decisions, double words,
          double *probabilities)
{
    double length = log1p(words) - calibration->middle_length, reach = calibration->length_reach;
    length = length > reach ? reach : length < -reach ? -reach : length;
    for (int k = 0; k < calibration->n_labels; k++) {
        /* A binary decision has one output: the first class has none of its own. */
        int output = k - (calibration->n_labels - n_outputs);
        double decision = output < 0 ? 0 : decisions[output];
        double slope = calibration->slope[k] + calibration->slope_by_length[k] * length;
        slope = slope > calibration->least_slope ? slope : calibration->least_slope;
        double scaled = decision * slope + calibration->offset[k] +
                        calibration->offset_by_length[k] * length;
        probabilities[k] = calibration->multilabel ? 0.5 * tanh(0.5 * scaled) + 0.5 : scaled;
    }
    if (!calibration->multilabel)
        softmax(probabilities, calibration->n_labels);
}
