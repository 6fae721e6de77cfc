using System.Numerics;
using System.Runtime.InteropServices;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Elements in native memory with a guard behind them: a kernel that writes too far is found when it is disposed.</summary>
internal sealed unsafe class Native<T> : IDisposable
    where T : unmanaged, IFloatingPoint<T>
{
    private const int GuardBytes = 128;
    private const byte Mark = 0xC5;

    public Native(int length)
    {
        Length = length;

        // exact end before the guard, so that vectors may not count on anything there
        Pointer = (T*)NativeMemory.AlignedAlloc((nuint)((length * sizeof(T)) + GuardBytes), 64);
        new Span<byte>(Pointer + length, GuardBytes).Fill(Mark);
        Span.Fill(T.CreateChecked(12345));
    }

    public T* Pointer { get; private set; }

    public int Length { get; }

    public Span<T> Span => new(Pointer, Length);

    public T this[int index] => Pointer[index];

    /// <summary>Small numbers of either sign, the same for a seed.</summary>
    public static Native<T> Random(int length, int seed)
    {
        var native = new Native<T>(length);
        var random = new Random(seed);
        for (int i = 0; i < length; i++)
        {
            native.Pointer[i] = T.CreateChecked((float)(random.NextDouble() - 0.5));
        }

        return native;
    }

    public T[] ToArray() => Span.ToArray();

    /// <summary>Fails unless every element is within a tolerance of the expected values, relative to their largest.</summary>
    public void AssertClose(double[] expected, string what)
    {
        double scale = expected.Length == 0 ? 1 : Math.Max(1, expected.Max(Math.Abs));
        double tolerance = scale * (typeof(T) == typeof(float) ? 2e-6 : 1e-13);
        Assert.That(Length, Is.EqualTo(expected.Length));
        for (int i = 0; i < Length; i++)
        {
            double value = double.CreateChecked(Pointer[i]);
            if (!(Math.Abs(value - expected[i]) <= tolerance))
            {
                Assert.Fail($"{what}: element {i} of {Length} is {value}, expected {expected[i]}");
            }
        }
    }

    public void Dispose()
    {
        bool whole = new Span<byte>(Pointer + Length, GuardBytes).IndexOfAnyExcept(Mark) < 0;
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Assert.That(whole, "wrote behind the end");
    }
}
