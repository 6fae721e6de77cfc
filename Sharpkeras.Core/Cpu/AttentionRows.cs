using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The parts of attention's softmax for a block of rows. Rows are whole vectors long; behind the sources that a row may see stands minus infinity,
/// whose weight is zero. What is folded over a row comes as a vector for each first: those of a block are turned and folded together.
/// </summary>
internal static unsafe class AttentionRows
{
    /// <summary>Makes logits of the products of a row, in place: x·scale + bias, and the hidden logit where the line of visible sources has zero.</summary>
    /// <param name="row">The products.</param>
    /// <param name="length">The sources that the row may see.</param>
    /// <param name="padded">The length of the row.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="bias">[padded], or null.</param>
    /// <param name="visible">[padded], 1 where a source is seen; or null.</param>
    /// <param name="largest">A vector, whose largest element is the largest logit; null where nobody needs it.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Logits<V, T>(T* row, nint length, nint padded, T scale, T* bias, T* visible, T* largest)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V factor = V.Broadcast(scale);
        V hidden = V.Broadcast(Numbers.Of<T>(AttentionGeometry.HiddenLogit));
        V half = V.Of(0.5);
        for (nint i = 0; i < padded; i += V.Count)
        {
            V x = V.Load(row + i) * factor;
            x = bias == null ? x : x + V.Load(bias + i);
            x = visible == null ? x : V.Select(V.Greater(V.Load(visible + i), half), x, hidden);
            V.Store(x, row + i);
        }

        T lowest = V.Element(V.Lowest, 0);
        for (nint i = length; i < padded; i++)
        {
            row[i] = lowest;
        }

        V max = V.Lowest;
        for (nint i = 0; i < padded && largest != null; i += V.Count)
        {
            max = V.Max(max, V.Load(row + i));
        }

        if (largest != null)
        {
            V.Store(max, largest);
        }
    }

    /// <summary>exp(x − max) in place, and a vector for each row whose elements add up to the row's sum.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Powers<V, T>(T* block, nint stride, int rows, nint padded, T* max, T* sums)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            V largest = V.Broadcast(max[row]);
            V sum = V.Of(0);
            T* x = block + (row * stride);
            for (nint i = 0; i < padded; i += V.Count)
            {
                V power = V.Exp(V.Load(x + i) - largest);
                V.Store(power, x + i);
                sum += power;
            }

            V.Store(sum, sums + (row * V.Count));
        }
    }

    /// <summary>Each row times a number of its own, in place.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Scale<V, T>(T* block, nint stride, int rows, nint padded, T* factors)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            V factor = V.Broadcast(factors[row]);
            T* x = block + (row * stride);
            for (nint i = 0; i < padded; i += V.Count)
            {
                V.Store(V.Load(x + i) * factor, x + i);
            }
        }
    }

    /// <summary>The weights p = exp(x − max)·inverse in place, and a vector for each row whose elements add up to Σ p·dp.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Weights<V, T>(T* block, T* gradients, nint stride, int rows, nint padded, T* max, T* inverse, T* sums)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            V largest = V.Broadcast(max[row]);
            V factor = V.Broadcast(inverse[row]);
            V sum = V.Of(0);
            T* x = block + (row * stride);
            T* gradient = gradients + (row * stride);
            for (nint i = 0; i < padded; i += V.Count)
            {
                V weight = V.Exp(V.Load(x + i) - largest) * factor;
                V.Store(weight, x + i);
                sum = V.FusedMultiplyAdd(weight, V.Load(gradient + i), sum);
            }

            V.Store(sum, sums + (row * V.Count));
        }
    }

    /// <summary>p·(dp − mean)·scale in the place of dp.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Gradients<V, T>(T* block, T* gradients, nint stride, int rows, nint padded, T* means, T scale)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V scaled = V.Broadcast(scale);
        for (int row = 0; row < rows; row++)
        {
            V mean = V.Broadcast(means[row]);
            T* weight = block + (row * stride);
            T* gradient = gradients + (row * stride);
            for (nint i = 0; i < padded; i += V.Count)
            {
                V.Store((V.Load(gradient + i) - mean) * V.Load(weight + i) * scaled, gradient + i);
            }
        }
    }

    /// <summary>Sets zero where the line of visible sources has zero.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Hide<V, T>(T* row, T* visible, nint padded)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V half = V.Of(0.5);
        for (nint i = 0; i < padded; i += V.Count)
        {
            V.Store(V.Select(V.Greater(V.Load(visible + i), half), V.Load(row + i), V.Of(0)), row + i);
        }
    }

    /// <summary>The largest element of each row's vector. There is room for whole vectors of rows.</summary>
    /// <param name="vectors">[rows, a vector].</param>
    /// <param name="turned">Room for as many.</param>
    /// <param name="rows">A multiple of a vector's elements; what lies behind the rows that exist may be anything.</param>
    /// <param name="result">[rows].</param>
    [MethodImpl(HotLoop.Options)]
    public static void Largest<V, T>(T* vectors, T* turned, int rows, T* result)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        Transposer.Run(vectors, V.Count, turned, rows, rows, V.Count);
        for (int row = 0; row < rows; row += V.Count)
        {
            V max = V.Load(turned + row);
            for (int i = 1; i < V.Count; i++)
            {
                max = V.Max(max, V.Load(turned + ((nint)i * rows) + row));
            }

            V.Store(max, result + row);
        }
    }

    /// <summary>The sum of each row's vector, or 1 / that.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Sums<V, T>(T* vectors, T* turned, int rows, T* result, bool inverse)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        Transposer.Run(vectors, V.Count, turned, rows, rows, V.Count);
        for (int row = 0; row < rows; row += V.Count)
        {
            V sum = V.Load(turned + row);
            for (int i = 1; i < V.Count; i++)
            {
                sum += V.Load(turned + ((nint)i * rows) + row);
            }

            V.Store(inverse ? V.Of(1) / sum : sum, result + row);
        }
    }
}
