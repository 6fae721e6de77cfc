namespace Sharpkeras.Losses;

/// <summary>What Keras calls shorter: the abbreviations that losses and the metrics of the same formula have in common.</summary>
internal static class LossAbbreviations
{
    /// <summary>The long name of each abbreviation.</summary>
    public static readonly IReadOnlyDictionary<string, string> LongNames = new Dictionary<string, string>
    {
        ["bce"] = "binary_crossentropy",
        ["BCE"] = "binary_crossentropy",
        ["kld"] = "kl_divergence",
        ["KLD"] = "kl_divergence",
        ["kullback_leibler_divergence"] = "kl_divergence",
        ["mae"] = "mean_absolute_error",
        ["MAE"] = "mean_absolute_error",
        ["mape"] = "mean_absolute_percentage_error",
        ["MAPE"] = "mean_absolute_percentage_error",
        ["mse"] = "mean_squared_error",
        ["MSE"] = "mean_squared_error",
        ["msle"] = "mean_squared_logarithmic_error",
        ["MSLE"] = "mean_squared_logarithmic_error",
    };
}
