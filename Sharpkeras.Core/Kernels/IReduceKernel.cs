namespace Sharpkeras.Kernels;

/// <summary>An associative and commutative operation that folds many values into one.</summary>
public interface IReduceKernel
{
    /// <summary>The value that changes nothing.</summary>
    V Identity<V>()
        where V : struct, INumberLane<V>;

    /// <summary>One more value folded in.</summary>
    V Combine<V>(V accumulated, V value)
        where V : struct, INumberLane<V>;
}
