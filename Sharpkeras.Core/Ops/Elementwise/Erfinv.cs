using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The inverse of the error function; infinite at ±1, not a number beyond.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Erfinv(x);</code></example>
    public static Tensor Erfinv(this Tensor x) => UnaryOp<ErfinvKernel>.Apply(x);
}

/// <summary>
/// x times a polynomial of w = −ln(1 − x²) or of √w, by size (M. Giles: "Approximating the erfinv function", 2010); relative error
/// 10⁻¹⁵ before rounding.
/// </summary>
internal readonly struct ErfinvKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        V w = -V.Log((V.Of(1) - x) * (V.Of(1) + x));
        V root = V.Sqrt(V.Max(w, V.Of(0)));
        V far = V.Select(V.Greater(V.Of(16), w), Middle(root - V.Of(3.25)), End(root - V.Of(5)));
        V factor = V.Select(V.Greater(V.Of(6.25), w), Centre(w - V.Of(3.125)), far);

        // at ±1 polynomials of infinities have no meaning
        return x * V.Select(V.Equal(V.Abs(x), V.Of(1)), V.Highest, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * V.Of(0.8862269254527580) * V.Exp(y * y);

    /// <summary>For w below 6.25.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Centre<V>(V w)
        where V : struct, ILane<V>
    {
        V p = V.Of(-3.64441206401782e-21);
        p = (p * w) - V.Of(1.6850591381820166e-19);
        p = (p * w) + V.Of(1.28584807152564e-18);
        p = (p * w) + V.Of(1.1157877678025181e-17);
        p = (p * w) - V.Of(1.333171662854621e-16);
        p = (p * w) + V.Of(2.0972767875968562e-17);
        p = (p * w) + V.Of(6.637638134358324e-15);
        p = (p * w) - V.Of(4.054566272975207e-14);
        p = (p * w) - V.Of(8.151934197605472e-14);
        p = (p * w) + V.Of(2.6335093153082323e-12);
        p = (p * w) - V.Of(1.2975133253453532e-11);
        p = (p * w) - V.Of(5.415412054294628e-11);
        p = (p * w) + V.Of(1.0512122733215323e-9);
        p = (p * w) - V.Of(4.112633980346984e-9);
        p = (p * w) - V.Of(2.9070369957882005e-8);
        p = (p * w) + V.Of(4.2347877827932404e-7);
        p = (p * w) - V.Of(1.3654692000834679e-6);
        p = (p * w) - V.Of(1.3882523362786469e-5);
        p = (p * w) + V.Of(0.00018673420803405714);
        p = (p * w) - V.Of(0.000740702534166267);
        p = (p * w) - V.Of(0.006033670871430149);
        p = (p * w) + V.Of(0.24015818242558962);
        p = (p * w) + V.Of(1.6536545626831027);
        return p;
    }

    /// <summary>For w below 16, of √w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Middle<V>(V w)
        where V : struct, ILane<V>
    {
        V p = V.Of(2.2137376921775787e-9);
        p = (p * w) + V.Of(9.075656193888539e-8);
        p = (p * w) - V.Of(2.7517406297064545e-7);
        p = (p * w) + V.Of(1.8239629214389228e-8);
        p = (p * w) + V.Of(1.5027403968909828e-6);
        p = (p * w) - V.Of(4.013867526981546e-6);
        p = (p * w) + V.Of(2.9234449089955446e-6);
        p = (p * w) + V.Of(1.2475304481671779e-5);
        p = (p * w) - V.Of(4.7318229009055734e-5);
        p = (p * w) + V.Of(6.828485145957318e-5);
        p = (p * w) + V.Of(2.4031110387097894e-5);
        p = (p * w) - V.Of(0.0003550375203628475);
        p = (p * w) + V.Of(0.0009532893797373805);
        p = (p * w) - V.Of(0.0016882755560235047);
        p = (p * w) + V.Of(0.002491442096107851);
        p = (p * w) - V.Of(0.003751208507569241);
        p = (p * w) + V.Of(0.005370914553590064);
        p = (p * w) + V.Of(1.0052589676941592);
        p = (p * w) + V.Of(3.0838856104922208);
        return p;
    }

    /// <summary>For other w, of √w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V End<V>(V w)
        where V : struct, ILane<V>
    {
        V p = V.Of(-2.7109920616438573e-11);
        p = (p * w) - V.Of(2.555641816996525e-10);
        p = (p * w) + V.Of(1.5076572693500548e-9);
        p = (p * w) - V.Of(3.789465440126737e-9);
        p = (p * w) + V.Of(7.61570120807834e-9);
        p = (p * w) - V.Of(1.496002662714924e-8);
        p = (p * w) + V.Of(2.914795345090108e-8);
        p = (p * w) - V.Of(6.771199775845234e-8);
        p = (p * w) + V.Of(2.2900482228026655e-7);
        p = (p * w) - V.Of(9.9298272942317e-7);
        p = (p * w) + V.Of(4.526062597223154e-6);
        p = (p * w) - V.Of(1.968177810553167e-5);
        p = (p * w) + V.Of(7.599527703001776e-5);
        p = (p * w) - V.Of(0.00021503011930044477);
        p = (p * w) - V.Of(0.00013871931833622122);
        p = (p * w) + V.Of(1.0103004648645344);
        p = (p * w) + V.Of(4.849906401408584);
        return p;
    }
}
