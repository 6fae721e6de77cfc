using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Optimizer steps as elementwise operations in place.</summary>
internal static class OptimizerCompositions
{
    public static void Sgd(
        Backend backend, Tensor variable, Tensor gradient, Tensor? m, double rate, double momentum, bool nesterov)
    {
        using var scope = new TensorScope();
        Tensor step = Scaled(backend, gradient, rate);
        if (m == null)
        {
            backend.NumberBinary(default(SubtractKernel), variable, step, variable);
            return;
        }

        backend.NumberBinary(default(SubtractKernel), Scaled(backend, m, momentum), step, m);
        if (!nesterov)
        {
            backend.NumberBinary(default(AddKernel), variable, m, variable);
            return;
        }

        Tensor ahead = Scaled(backend, m, momentum);
        backend.NumberBinary(default(SubtractKernel), ahead, step, ahead);
        backend.NumberBinary(default(AddKernel), variable, ahead, variable);
    }

    public static void Adam(
        Backend backend,
        Tensor variable,
        Tensor gradient,
        Tensor m,
        Tensor v,
        Tensor? vMax,
        double rate,
        double beta1,
        double beta2,
        double epsilon)
    {
        using var scope = new TensorScope();
        MoveTowards(backend, m, gradient, 1 - beta1);
        Tensor square = backend.Rent(gradient.Shape, gradient.DType);
        backend.NumberUnary(default(SquareKernel), gradient, square);
        MoveTowards(backend, v, square, 1 - beta2);
        if (vMax != null)
        {
            backend.NumberBinary(default(MaximumKernel), vMax, v, vMax);
        }

        Tensor divisor = backend.Rent(gradient.Shape, gradient.DType);
        backend.Unary(default(SqrtKernel), vMax ?? v, divisor);
        backend.NumberBinary(default(AddKernel), divisor, backend.Constant(epsilon, gradient.DType), divisor);
        Tensor step = Scaled(backend, m, rate);
        backend.Binary(default(DivideKernel), step, divisor, step);
        backend.NumberBinary(default(SubtractKernel), variable, step, variable);
    }

    /// <summary>state += (target − state)·share.</summary>
    private static void MoveTowards(Backend backend, Tensor state, Tensor target, double share)
    {
        Tensor difference = backend.Rent(state.Shape, state.DType);
        backend.NumberBinary(default(SubtractKernel), target, state, difference);
        backend.NumberBinary(default(AddKernel), state, Scaled(backend, difference, share), state);
    }

    private static Tensor Scaled(Backend backend, Tensor x, double factor)
    {
        Tensor y = backend.Rent(x.Shape, x.DType);
        backend.NumberBinary(default(MultiplyKernel), x, backend.Constant(factor, x.DType), y);
        return y;
    }
}
