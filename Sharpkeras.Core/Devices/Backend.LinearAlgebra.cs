namespace Sharpkeras.Devices;

/// <summary>
/// Factorizations of matrices, float32 and float64, a batch of them one after the other. They are for small matrices, and run on the
/// processor where a backend does not write them.
/// </summary>
public abstract partial class Backend
{
    /// <summary>y = the lower triangular L with x = L·Lᵀ, [batch, n, n]; only the lower triangles of x are read. Not a number where there is none.</summary>
    public virtual void Cholesky(Tensor x, Tensor y, int batch, int n) =>
        OnProcessor([x], [y], (cpu, from, to) => cpu.Cholesky(from[0], to[0], batch, n));

    /// <summary>
    /// y = op(a)⁻¹·b for triangular a [batch, n, n] and b [batch, n, m]; only that triangle of a is read. A matrix with ones on its
    /// diagonal (<paramref name="unit"/>) need not have them there.
    /// </summary>
    public virtual void SolveTriangular(Tensor a, Tensor b, Tensor y, int batch, int n, int m, bool lower, bool transpose, bool unit) =>
        OnProcessor([a, b], [y], (cpu, from, to) => cpu.SolveTriangular(from[0], from[1], to[0], batch, n, m, lower, transpose, unit));

    /// <summary>
    /// Row i of L·U is row rows[i] (int32) of x [batch, n, n], with L below the diagonal of lu (ones on it are left out) and U above; signs
    /// [batch] are 1 for an even number of exchanges and −1 for an odd one. The largest pivots come first.
    /// </summary>
    public virtual void LuFactor(Tensor x, Tensor lu, Tensor rows, Tensor signs, int batch, int n) =>
        OnProcessor([x], [lu, rows, signs], (cpu, from, to) => cpu.LuFactor(from[0], to[0], to[1], to[2], batch, n));

    /// <summary>
    /// x [batch, m, n] = q·r with orthogonal columns of q [batch, m, columns] and upper triangular r [batch, columns, n], by reflections
    /// (Householder 1958) with LAPACK's signs.
    /// </summary>
    public virtual void Qr(Tensor x, Tensor q, Tensor r, int batch, int m, int n, int columns) =>
        OnProcessor([x], [q, r], (cpu, from, to) => cpu.Qr(from[0], to[0], to[1], batch, m, n, columns));

    /// <summary>
    /// The eigenvalues [batch, n] of symmetric x [batch, n, n] in ascending order, and their vectors as columns [batch, n, n]; only the lower
    /// triangles of x are read.
    /// </summary>
    public virtual void Eigh(Tensor x, Tensor values, Tensor vectors, int batch, int n) =>
        OnProcessor([x], [values, vectors], (cpu, from, to) => cpu.Eigh(from[0], to[0], to[1], batch, n));

    /// <summary>
    /// x [batch, m, n] = u·diag(s)·vᵀ for m at least n, with orthogonal columns of u [batch, m, n] and v [batch, n, n], and s [batch, n] in
    /// descending order.
    /// </summary>
    public virtual void Svd(Tensor x, Tensor u, Tensor s, Tensor v, int batch, int m, int n) =>
        OnProcessor([x], [u, s, v], (cpu, from, to) => cpu.Svd(from[0], to[0], to[1], to[2], batch, m, n));

    private static void OnProcessor(Tensor[] inputs, Tensor[] outputs, Action<Backend, Tensor[], Tensor[]> compute)
    {
        using var scope = new TensorScope();
        Backend cpu = BackendProvider.Get(Device.Cpu);
        Tensor[] targets = [.. outputs.Select(output => cpu.Rent(output.Shape, output.DType))];
        compute(cpu, [.. inputs.Select(input => input.To(Device.Cpu))], targets);
        for (int i = 0; i < outputs.Length; i++)
        {
            Of(outputs[i]).Upload(cpu.HostBytes(targets[i]), outputs[i]);
        }
    }
}
