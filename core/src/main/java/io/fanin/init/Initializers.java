package io.fanin.init;

import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;

/// All of `torch.nn.init` by PyTorch's names, meant for static import. Defaults are PyTorch's.
public final class Initializers {
    private Initializers() {}

    /// Uniform on `[0, 1]`.
    public static Uniform uniform() {
        return new Uniform(0, 1);
    }

    /// Uniform on `[lower, upper]`.
    public static Uniform uniform(double lower, double upper) {
        return new Uniform(lower, upper);
    }

    /// The standard normal law.
    public static Normal normal() {
        return new Normal(0, 1);
    }

    public static Normal normal(double mean, double std) {
        return new Normal(mean, std);
    }

    /// The standard normal law on `[-2, 2]`.
    public static TruncatedNormal truncNormal() {
        return new TruncatedNormal(0, 1, -2, 2);
    }

    /// `N(mean, std²)` on `[-2, 2]`: the bounds are values, not multiples of `std`.
    public static TruncatedNormal truncNormal(double mean, double std) {
        return new TruncatedNormal(mean, std, -2, 2);
    }

    public static TruncatedNormal truncNormal(double mean, double std, double lower, double upper) {
        return new TruncatedNormal(mean, std, lower, upper);
    }

    public static Constant constant(double value) {
        return new Constant(value);
    }

    public static Constant ones() {
        return new Constant(1);
    }

    public static Constant zeros() {
        return new Constant(0);
    }

    public static Eye eye() {
        return new Eye();
    }

    public static Dirac dirac() {
        return new Dirac(1);
    }

    public static Dirac dirac(long groups) {
        return new Dirac(groups);
    }

    public static XavierUniform xavierUniform() {
        return new XavierUniform(1);
    }

    public static XavierUniform xavierUniform(double gain) {
        return new XavierUniform(gain);
    }

    public static XavierNormal xavierNormal() {
        return new XavierNormal(1);
    }

    public static XavierNormal xavierNormal(double gain) {
        return new XavierNormal(gain);
    }

    /// With a leaky rectifier of slope 0, whose gain is √2.
    public static KaimingUniform kaimingUniform() {
        return kaimingUniform(0, FanMode.FAN_IN, Nonlinearity.LEAKY_RELU);
    }

    public static KaimingUniform kaimingUniform(Nonlinearity nonlinearity) {
        return kaimingUniform(0, FanMode.FAN_IN, nonlinearity);
    }

    public static KaimingUniform kaimingUniform(double a, FanMode mode, Nonlinearity nonlinearity) {
        return new KaimingUniform(a, mode, nonlinearity);
    }

    /// With a leaky rectifier of slope 0, whose gain is √2.
    public static KaimingNormal kaimingNormal() {
        return kaimingNormal(0, FanMode.FAN_IN, Nonlinearity.LEAKY_RELU);
    }

    public static KaimingNormal kaimingNormal(Nonlinearity nonlinearity) {
        return kaimingNormal(0, FanMode.FAN_IN, nonlinearity);
    }

    public static KaimingNormal kaimingNormal(double a, FanMode mode, Nonlinearity nonlinearity) {
        return new KaimingNormal(a, mode, nonlinearity);
    }

    public static Orthogonal orthogonal() {
        return new Orthogonal(1);
    }

    public static Orthogonal orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /// Normal values of deviation 0.01, a share of each column 0.
    public static Sparse sparse(double sparsity) {
        return new Sparse(sparsity, 0.01);
    }

    public static Sparse sparse(double sparsity, double std) {
        return new Sparse(sparsity, std);
    }

    /// The gain that PyTorch recommends for `nonlinearity`.
    public static double calculateGain(Nonlinearity nonlinearity) {
        return nonlinearity.gain();
    }

    /// The gain with a negative slope, which counts with [Nonlinearity#LEAKY_RELU] alone.
    public static double calculateGain(Nonlinearity nonlinearity, double slope) {
        return nonlinearity.gain(slope);
    }
}
