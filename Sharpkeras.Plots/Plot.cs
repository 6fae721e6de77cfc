namespace Sharpkeras.Plots;

/// <summary>Draws pictures of tensors, trainings and models.</summary>
/// <example><code>Plot.Imshow(train.Images[0]).Save("digit.png");</code></example>
public static partial class Plot
{
    /// <summary>The space around what is drawn, in pixels.</summary>
    private const int Margin = 12;

    /// <summary>The size of titles and labels, in pixels.</summary>
    private const float TitleSize = 15, LabelSize = 12;
}
