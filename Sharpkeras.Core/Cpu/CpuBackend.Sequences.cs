using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Recurrent layers over whole sequences.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void LstmSequence(
        in SequenceGeometry geometry, Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor c, Tensor? mask, Tensor output, Tensor? saved) =>
        Sequence<LstmCell>(geometry, x, w, u, bias, h, c, mask, output, saved);

    public override void LstmSequenceGradient(
        in SequenceGeometry geometry,
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor? dh,
        Tensor? dc) => SequenceGradient<LstmCell>(geometry, x, w, u, mask, saved, doutput, dx, dw, du, dbias, dh, dc);

    public override void GruSequence(
        in SequenceGeometry geometry, Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor? mask, Tensor output, Tensor? saved) =>
        Sequence<GruCell>(geometry, x, w, u, bias, h, null, mask, output, saved);

    public override void GruSequenceGradient(
        in SequenceGeometry geometry,
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor? dh) => SequenceGradient<GruCell>(geometry, x, w, u, mask, saved, doutput, dx, dw, du, dbias, dh, null);

    public override void SimpleRnnSequence(
        in SequenceGeometry geometry, Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor? mask, Tensor output, Tensor? saved) =>
        Sequence<SimpleRnnCell>(geometry, x, w, u, bias, h, null, mask, output, saved);

    public override void SimpleRnnSequenceGradient(
        in SequenceGeometry geometry,
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor? dh) => SequenceGradient<SimpleRnnCell>(geometry, x, w, u, mask, saved, doutput, dx, dw, du, dbias, dh, null);

    private void Sequence<TCell>(
        in SequenceGeometry geometry, Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor? c, Tensor? mask, Tensor output, Tensor? saved)
        where TCell : struct, ISequenceCell
    {
        Stats.Launched();
        var work = new SequenceForwardWork<TCell>
        {
            Geometry = geometry,
            X = Pointer(x),
            Kernel = Pointer(w),
            RecurrentKernel = Pointer(u),
            Bias = PointerOrNull(bias),
            H = Pointer(h),
            Cell = PointerOrNull(c),
            Mask = (bool*)PointerOrNull(mask),
            Output = Pointer(output),
            Saved = PointerOrNull(saved),
        };
        Lanes.Floating(x.DType, ref work);
    }

    private void SequenceGradient<TCell>(
        in SequenceGeometry geometry,
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor? dh,
        Tensor? dc)
        where TCell : struct, ISequenceCell
    {
        using var scope = new TensorScope();
        Stats.Launched();
        var parts = new SequenceParts(geometry, TCell.Gates);
        Tensor dinput = parts.Gates(saved);
        Tensor drecurrent = TCell.IsApart ? Rent(dinput.Shape, x.DType) : dinput;
        var work = new SequenceGradientWork<TCell>
        {
            Geometry = geometry,
            RecurrentKernel = Pointer(u),
            Mask = (bool*)PointerOrNull(mask),
            Saved = Pointer(saved),
            Output = Pointer(doutput),
            Recurrent = Pointer(drecurrent),
            Bias = PointerOrNull(dbias),
            H = PointerOrNull(dh),
            Cell = PointerOrNull(dc),
        };
        Lanes.Floating(x.DType, ref work);
        parts.Products(this, x, w, parts.Before(saved), dinput, drecurrent, dx, dw, du);
    }
}
