namespace Sharpkeras.Plots;

/// <summary>
/// Places for the boxes of a diagram, in rows from the top (after Sugiyama, Tagawa and Toda 1981): a box stands one row below the lowest of
/// those before it; arrows that pass rows get a place of their own in each, so that they go around boxes; the order within a row follows
/// the places in the rows beside it.
/// </summary>
internal sealed class DiagramLayout
{
    /// <summary>Space between boxes, and between rows, in pixels.</summary>
    public const float Across = 26, Down = 34;

    private const float Passing = 14;
    private const int Sweeps = 4;

    private readonly List<float> widths;
    private readonly List<int> rowOf;
    private readonly List<(int From, int To)> links = [];
    private readonly List<List<int>> rows = [];
    private readonly float[] centers;

    /// <param name="graph">The boxes and arrows.</param>
    /// <param name="boxWidths">How wide each box is.</param>
    /// <param name="boxHeight">How high all boxes are.</param>
    public DiagramLayout(DiagramGraph graph, IReadOnlyList<float> boxWidths, float boxHeight)
    {
        widths = [.. boxWidths];
        rowOf = Rows(graph);
        Paths = [.. graph.Arrows.Select(AddPath)];
        for (int node = 0; node < widths.Count; node++)
        {
            while (rows.Count <= rowOf[node])
            {
                rows.Add([]);
            }

            rows[rowOf[node]].Add(node);
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            Order(down: sweep % 2 == 0);
        }

        Width = rows.Count == 0 ? 0 : rows.Max(RowWidth);
        Height = (rows.Count * (boxHeight + Down)) - (rows.Count > 0 ? Down : 0);
        centers = Place();
        BoxHeight = boxHeight;
    }

    /// <summary>The size of all.</summary>
    public float Width { get; }

    public float Height { get; }

    private float BoxHeight { get; }

    /// <summary>For each arrow the boxes and passing places that it visits.</summary>
    public IReadOnlyList<int[]> Paths { get; }

    /// <summary>The middle of a box or passing place.</summary>
    public float Center(int node) => centers[node];

    /// <summary>The upper edge of the row of a box or passing place.</summary>
    public float Top(int node) => rowOf[node] * (BoxHeight + Down);

    private static List<int> Rows(DiagramGraph graph)
    {
        int[] found = new int[graph.Boxes.Count];
        foreach ((int from, int to) in graph.Arrows.OrderBy(arrow => arrow.From).ThenBy(arrow => arrow.To))
        {
            found[to] = Math.Max(found[to], found[from] + 1);
        }

        return [.. found];
    }

    private int[] AddPath((int From, int To) arrow)
    {
        List<int> path = [arrow.From];
        for (int row = rowOf[arrow.From] + 1; row < rowOf[arrow.To]; row++)
        {
            widths.Add(Passing);
            rowOf.Add(row);
            path.Add(widths.Count - 1);
        }

        path.Add(arrow.To);
        links.AddRange(path.Zip(path.Skip(1)));
        return [.. path];
    }

    /// <summary>Sorts each row by the mean place of what its nodes are linked with in the row before, or behind.</summary>
    private void Order(bool down)
    {
        var place = new Dictionary<int, double>();
        foreach (List<int> row in rows)
        {
            for (int i = 0; i < row.Count; i++)
            {
                place[row[i]] = i;
            }
        }

        foreach (List<int> row in down ? rows : Enumerable.Reverse(rows))
        {
            double Mean(int node)
            {
                double[] beside = [.. links.Where(link => (down ? link.To : link.From) == node).Select(link => place[down ? link.From : link.To])];
                return beside.Length == 0 ? place[node] : beside.Average();
            }

            int[] sorted = [.. row.OrderBy(Mean)];
            row.Clear();
            row.AddRange(sorted);
            for (int i = 0; i < row.Count; i++)
            {
                place[row[i]] = i;
            }
        }
    }

    private float RowWidth(List<int> row) => row.Sum(node => widths[node]) + ((row.Count - 1) * Across);

    /// <summary>Rows stand in the middle.</summary>
    private float[] Place()
    {
        float[] middle = new float[widths.Count];
        foreach (List<int> row in rows)
        {
            float x = (Width - RowWidth(row)) / 2;
            foreach (int node in row)
            {
                middle[node] = x + (widths[node] / 2);
                x += widths[node] + Across;
            }
        }

        return middle;
    }
}
