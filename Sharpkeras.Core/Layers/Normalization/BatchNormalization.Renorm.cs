namespace Sharpkeras.Layers;

/// <summary>
/// Batch renormalization (Ioffe 2017): in training (x − mean) / σ is corrected to ((x − mean) / σ) · r + d with r = σ / σ' and
/// d = (mean − mean') / σ', where mean' and σ' move along with the batches'. No gradient goes through r and d.
/// </summary>
public sealed partial class BatchNormalization
{
    private Variable movingDeviation = null!;
    private Variable renormMean = null!;
    private Variable renormDeviation = null!;

    private void BuildRenorm(Shape shape)
    {
        movingDeviation = AddDeviation("moving_stddev", shape);
        renormMean = AddWeight("renorm_mean", shape, MovingMeanInitializer, trainable: false);
        renormDeviation = AddDeviation("renorm_stddev", shape);
    }

    /// <summary>Begins with the root of what the moving variance begins with.</summary>
    private Variable AddDeviation(string name, Shape shape)
    {
        using var scope = new TensorScope();
        Variable deviation = AddWeight(name, shape, MovingVarianceInitializer, trainable: false);
        deviation.Assign(Ops.Sqrt(deviation));
        return deviation;
    }

    /// <summary>gamma · r and gamma · d + beta.</summary>
    private (Tensor Gamma, Tensor Beta) Corrected(Tensor mean, Tensor variance, Tensor? gamma, Tensor? beta)
    {
        Tensor deviation = Ops.Sqrt(variance + Epsilon);
        Tensor reference = Ops.Maximum(renormDeviation, Ops.Constant(Math.Sqrt(Epsilon), deviation));
        Tensor r = deviation / reference;
        Tensor d = (mean - renormMean) / reference;
        if (RenormClipping is { } bounds)
        {
            r = r.Clip(bounds.RMin ?? 0, bounds.RMax ?? double.PositiveInfinity);
            d = d.Clip(-(bounds.DMax ?? double.PositiveInfinity), bounds.DMax ?? double.PositiveInfinity);
        }

        Tensor factor = gamma == null ? r : r * gamma;
        Tensor summand = gamma == null ? d : d * gamma;
        return (factor, beta == null ? summand : summand + beta);
    }

    private void UpdateRenorm(Tensor mean, Tensor variance)
    {
        Tensor deviation = Ops.Sqrt(variance + Epsilon);
        Follow(renormMean, mean, RenormMomentum);
        Follow(renormDeviation, deviation, RenormMomentum);
        Follow(movingMean, mean, Momentum);
        Follow(movingDeviation, deviation, Momentum);
        movingVariance.Assign(Ops.Relu(Ops.Square(movingDeviation) - Epsilon));
    }
}
