using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Summaries;
using SkiaSharp;

namespace Sharpkeras.Plots;

/// <summary>Curves of trainings, and histograms of weights.</summary>
public static partial class Plot
{
    private const int PanelWidth = 400, PanelHeight = 300;

    /// <summary>Draws what a training reported, a panel for the loss and for each metric, with the numbers of the validation in it.</summary>
    /// <param name="history">What <c>Model.Fit</c> returned.</param>
    /// <param name="names">The loss and metrics to draw, without <c>val_</c>; none for all.</param>
    /// <exception cref="ArgumentException">The history is empty, or has nothing of a name.</exception>
    /// <example><code>Plot.History(model.Fit(x, y, epochs: 10)).Save("history.svg");</code></example>
    public static Figure History(History history, params string[] names)
    {
        string[] known = [.. history.Names.Where(name => !IsValidation(history, name))];
        string[] panels = names.Length > 0 ? names : [.. known.OrderBy(name => name == "loss" ? 0 : 1)];
        if (panels.Length == 0)
        {
            throw new ArgumentException("history — the training reported nothing. Train for an epoch first.", nameof(history));
        }

        if (panels.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"history — nothing is called so. {Nearest.Describe(unknown, known)}", nameof(names));
        }

        return Panels([.. panels.Select(name => Curve(history, name))], Math.Min(panels.Length, 3));
    }

    /// <summary>Draws how the values of each weight of a model or layer are distributed.</summary>
    /// <param name="layer">The model or layer, built.</param>
    /// <param name="buckets">The bars of a histogram, positive.</param>
    /// <exception cref="ArgumentException">There are no weights, or the number of bars is not positive.</exception>
    /// <example><code>Plot.WeightHistograms(model).Save("weights.png");</code></example>
    public static Figure WeightHistograms(Layer layer, int buckets = 30)
    {
        Check.Positive(buckets, nameof(buckets), "weight histograms");
        if (layer.Weights.Count == 0)
        {
            throw new ArgumentException($"weight histograms — {layer.Name} has no weights. Build it first, by calling it on data.", nameof(layer));
        }

        return Panels([.. layer.Weights.Select(weight => Bars(weight, buckets))], Math.Min(layer.Weights.Count, 3));
    }

    private static bool IsValidation(History history, string name) =>
        name.StartsWith("val_", StringComparison.Ordinal) && history.Names.Contains(name[4..]);

    private static ScottPlot.Plot Curve(History history, string name)
    {
        ScottPlot.Plot plot = Letters.NewPlot();
        plot.XLabel("epoch");
        plot.YLabel(name);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        Add(plot, history, name, "training");
        if (history.Names.Contains("val_" + name))
        {
            Add(plot, history, "val_" + name, "validation");
            plot.Legend.Orientation = ScottPlot.Orientation.Horizontal;
            plot.ShowLegend(ScottPlot.Edge.Top);
        }

        plot.Axes.AutoScale();
        return plot;
    }

    /// <summary>A validation that ran every few epochs has its points at those; what is not finite leaves a gap.</summary>
    private static void Add(ScottPlot.Plot plot, History history, string name, string label)
    {
        IReadOnlyList<double> values = history[name];
        int every = Math.Max(1, history.Epochs.Count / Math.Max(1, values.Count));
        double[] epochs = [.. values.Select((_, i) => (double)history.Epochs[Math.Min(((i + 1) * every) - 1, history.Epochs.Count - 1)])];
        double[] finite = [.. values.Select(value => double.IsFinite(value) ? value : double.NaN)];
        if (finite.All(double.IsNaN))
        {
            return;
        }

        ScottPlot.Plottables.Scatter curve = plot.Add.Scatter(epochs, finite);
        curve.LegendText = label;
        curve.LineWidth = 2;
        curve.MarkerSize = 5;
    }

    private static ScottPlot.Plot Bars(Variable weight, int buckets)
    {
        ScottPlot.Plot plot = Letters.NewPlot();
        plot.Title(weight.Path, 13);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        HistogramBucket[] counted = Histograms.Of(weight, buckets);
        double width = counted[^1].Right - counted[0].Left;
        bool one = width == 0;
        plot.Add.Bars(counted.Where(bucket => !one || bucket.Count > 0).Select(bucket => new ScottPlot.Bar
        {
            Position = (bucket.Left + bucket.Right) / 2,
            Value = bucket.Count,
            Size = one ? Math.Max(1e-3, Math.Abs(bucket.Left) / 10) : width / buckets,
            FillColor = ScottPlot.Color.FromHex("#1f77b4"),
            LineWidth = 0,
        }).ToList());
        plot.Axes.Margins(bottom: 0);
        return plot;
    }

    private static Figure Panels(ScottPlot.Plot[] plots, int columns)
    {
        int rows = (plots.Length + columns - 1) / columns;
        return new Figure(columns * PanelWidth, rows * PanelHeight, canvas =>
        {
            for (int i = 0; i < plots.Length; i++)
            {
                float left = i % columns * PanelWidth, top = i / columns * PanelHeight;
                int state = canvas.Save();
                plots[i].Render(canvas, new ScottPlot.PixelRect(left, left + PanelWidth, top + PanelHeight, top));
                canvas.RestoreToCount(state);
            }
        });
    }
}
