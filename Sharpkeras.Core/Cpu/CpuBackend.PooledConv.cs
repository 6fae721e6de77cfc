using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>A convolution and the pooling behind it.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override bool FusesPooledConv2D(in ConvGeometry conv, in PoolGeometry pool, Epilogue? epilogue, DType dtype) =>
        CpuPooledConv.Fits(conv, pool, epilogue, dtype);

    public override Tensor? PooledConv2D(
        PoolMode mode, in ConvGeometry conv, in PoolGeometry pool, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, bool keep)
    {
        if (!CpuPooledConv.Fits(conv, pool, epilogue, y.DType))
        {
            return base.PooledConv2D(mode, conv, pool, x, w, bias, epilogue, y, keep);
        }

        Stats.Launched();
        ConvGeometry covered = CpuPooledConv.Covered(conv, pool);
        bool rectified = epilogue != null;
        int words = keep ? CpuPooledConv.Words(covered, mode, rectified, y.DType) : 0;
        Tensor? gates = words > 0 ? Rent([words], DType.Int32) : null;
        if (y.DType == DType.Float32)
        {
            CpuPooledConv.Forward(covered, mode, rectified, At<float>(x), At<float>(w), At<float>(bias), At<float>(y), At<uint>(gates));
        }
        else
        {
            CpuPooledConv.Forward(covered, mode, rectified, At<double>(x), At<double>(w), At<double>(bias), At<double>(y), At<uint>(gates));
        }

        return gates;
    }

    public override void PooledConv2DGradient(
        PoolMode mode,
        in ConvGeometry conv,
        in PoolGeometry pool,
        Tensor x,
        Tensor w,
        Epilogue? epilogue,
        Tensor y,
        Tensor? kept,
        Tensor dy,
        Tensor? dx,
        Tensor? dw,
        Tensor? dbias)
    {
        if (!CpuPooledConv.Fits(conv, pool, epilogue, dy.DType))
        {
            base.PooledConv2DGradient(mode, conv, pool, x, w, epilogue, y, kept, dy, dx, dw, dbias);
            return;
        }

        ConvGeometry covered = CpuPooledConv.Covered(conv, pool);
        if (dx == null && dw != null && KernelGradient(mode, covered, x, kept, dy, dw, dbias))
        {
            Stats.Launched();
            return;
        }

        // what the image between the two would have had as its gradient is needed for the kernel's, or if there is no better way
        using var scope = new TensorScope();
        Tensor? dz = dw == null && dbias == null ? null : RentImage(covered, dy.DType);
        if (dx != null && InputGradient(mode, covered, w, kept, dy, dx, dz))
        {
            Stats.Launched();
            dx = null;
        }
        else
        {
            Stats.Launched();
            dz ??= RentImage(covered, dy.DType);
            Spread(mode, covered, kept, dy, dz);
        }

        if (dz != null)
        {
            PooledConvCompositions.ConvGradients(this, covered, x, w, dz, dx, dw, dbias);
        }
    }

    private Tensor RentImage(in ConvGeometry g, DType dtype) => Rent([g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels], dtype);

    private static void Spread(PoolMode mode, in ConvGeometry covered, Tensor? kept, Tensor dy, Tensor dz)
    {
        if (dy.DType == DType.Float32)
        {
            CpuPooledConv.Spread(covered, mode, At<float>(dy), At<uint>(kept), At<float>(dz));
        }
        else
        {
            CpuPooledConv.Spread(covered, mode, At<double>(dy), At<uint>(kept), At<double>(dz));
        }
    }

    private static bool InputGradient(
        PoolMode mode, in ConvGeometry covered, Tensor w, Tensor? kept, Tensor dy, Tensor dx, Tensor? dz) => dy.DType == DType.Float32
            ? CpuPooledConv.InputGradient(covered, mode, At<float>(w), At<float>(dy), At<uint>(kept), At<float>(dx), At<float>(dz))
            : CpuPooledConv.InputGradient(covered, mode, At<double>(w), At<double>(dy), At<uint>(kept), At<double>(dx), At<double>(dz));

    private static bool KernelGradient(
        PoolMode mode, in ConvGeometry covered, Tensor x, Tensor? kept, Tensor dy, Tensor dw, Tensor? dbias) => dy.DType == DType.Float32
            ? CpuPooledConv.KernelGradient(covered, mode, At<float>(x), At<float>(dy), At<uint>(kept), At<float>(dw), At<float>(dbias))
            : CpuPooledConv.KernelGradient(covered, mode, At<double>(x), At<double>(dy), At<uint>(kept), At<double>(dw), At<double>(dbias));
}
