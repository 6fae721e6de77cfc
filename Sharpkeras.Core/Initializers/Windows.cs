namespace Sharpkeras.Initializers;

/// <summary>Windows of signals by SciPy's names (Harris 1978; Nuttall 1981).</summary>
internal static class Windows
{
    /// <summary>Windows that are sums of cosines: Σ aₖ cos(kφ) with φ from −π to π.</summary>
    private static readonly Dictionary<string, double[]> CosineSums = new()
    {
        ["boxcar"] = [1],
        ["hann"] = [0.5, 0.5],
        ["hamming"] = [0.54, 0.46],
        ["blackman"] = [0.42, 0.5, 0.08],
        ["nuttall"] = [0.3635819, 0.4891775, 0.1365995, 0.0106411],
        ["blackmanharris"] = [0.35875, 0.48829, 0.14128, 0.01168],
        ["flattop"] = [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
    };

    /// <summary>The known names.</summary>
    public static IEnumerable<string> Names => CosineSums.Keys.Append("bartlett").Append("cosine");

    /// <summary>No window: ones.</summary>
    public static double[] None(int length) => [.. Enumerable.Repeat(1.0, length)];

    /// <summary>A window over a length; a periodic one is the beginning of a symmetric one that is longer by 1.</summary>
    public static double[] Of(string name, int length, bool periodic)
    {
        int whole = periodic ? length + 1 : length;
        return length == 1 ? [1] : [.. Enumerable.Range(0, length).Select(place => At(name, place, whole))];
    }

    private static double At(string name, int place, int length)
    {
        double share = (double)place / (length - 1);
        return name switch
        {
            "bartlett" => 1 - Math.Abs((2 * share) - 1),
            "cosine" => Math.Sin(Math.PI / length * (place + 0.5)),
            _ => CosineSums[name].Select((factor, k) => factor * Math.Cos(k * Math.PI * ((2 * share) - 1))).Sum(),
        };
    }
}
