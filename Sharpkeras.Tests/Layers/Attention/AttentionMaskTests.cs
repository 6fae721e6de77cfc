using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>
/// Masks of every kind, alone and together, against a layer that is called for each target with the sources that it may see: hidden ones count
/// for nothing.
/// </summary>
[OnDevices]
public sealed class AttentionMaskTests
{
    private const int Targets = 4;
    private const int Sources = 5;

    private static readonly bool[,] OfQuery = { { true, true, true, false }, { true, true, true, true } };
    private static readonly bool[,] OfValue = { { true, true, false, true, true }, { true, false, true, true, false } };
    private static readonly bool[,] OfKey = { { true, true, true, true, false }, { true, true, true, false, true } };

    private static IEnumerable<TestCaseData> Cases() =>
        from value in Flags
        from key in Flags
        from attention in Flags
        from causal in Flags
        from window in new int?[] { null, 2 }
        from dropout in new[] { 0.0, 1e-300 }
        select new TestCaseData(value, key, attention, causal, window, dropout);

    private static bool[] Flags => [false, true];

    [TestCaseSource(nameof(Cases))]
    public void HiddenSourcesCountForNothing(bool value, bool key, bool attention, bool causal, int? window, double dropout)
    {
        using var scope = new TensorScope();
        Layer[] layers =
        [
            new MultiHeadAttention(2, 3, dropout: dropout, slidingWindow: window, dtype: DType.Float64),
            new GroupedQueryAttention(3, 4, 2, dropout: dropout, slidingWindow: window, dtype: DType.Float64),
        ];
        foreach (Layer layer in layers)
        {
            Check((BaseHeadAttention)layer, value, key, attention, causal, window);
        }
    }

    [Test]
    public void TheQuerysMaskGoesOn()
    {
        using var scope = new TensorScope();
        Tensor mask = Tensor.From(OfQuery);
        Tensor x = Ops.WithMask(Query, mask);
        BaseAttention[] layers = [new MultiHeadAttention(2, 3), new GroupedQueryAttention(3, 4, 2), new Attention(), new AdditiveAttention()];
        foreach (BaseAttention layer in layers)
        {
            Assert.That(layer.Call([x, Query]).Mask?.ToArray<bool>(), Is.EqualTo(mask.ToArray<bool>()), layer.ToString());
        }

        Assert.That(new MultiHeadAttention(2, 3).Call(Query, Query, queryMask: mask).Mask?.ToArray<bool>(), Is.EqualTo(mask.ToArray<bool>()));
        Assert.That(new Attention().Call(Query, Query, queryMask: mask).Mask?.ToArray<bool>(), Is.EqualTo(mask.ToArray<bool>()));
    }

    [Test]
    public void AMaskInTheCallIsThatOfTheTensor()
    {
        using var scope = new TensorScope();
        (Tensor query, Tensor value) = (Tensor.From(OfQuery), Tensor.From(OfValue));
        var heads = new MultiHeadAttention(2, 3, dtype: DType.Float64);
        Tensor want = heads.Call([Ops.WithMask(Query, query), Ops.WithMask(Value, value), Ops.WithMask(Key, Tensor.From(OfKey))]);
        Tensor got = heads.Call(Query, Value, Key, queryMask: query, valueMask: value, keyMask: Tensor.From(OfKey));
        Assert.That(got.ToArray<double>(), Is.EqualTo(want.ToArray<double>()));
        foreach (BaseDenseAttention layer in new BaseDenseAttention[] { new Attention(dtype: DType.Float64), new AdditiveAttention(dtype: DType.Float64) })
        {
            want = layer.Call([Ops.WithMask(Query, query), Ops.WithMask(Value, value)]);
            Assert.That(layer.Call(Query, Value, queryMask: query, valueMask: value).ToArray<double>(), Is.EqualTo(want.ToArray<double>()));
        }
    }

    [Test]
    public void MasksOfHeadsAndOfAllSamples()
    {
        using var scope = new TensorScope();
        var layer = new MultiHeadAttention(2, 3, dtype: DType.Float64);
        Tensor mask = Ops.Greater(LayerCheck.Numbers([2, 1, Targets, Sources], 9), Ops.Constant(-0.4, Query));
        Tensor want = layer.Call(Query, Value, attentionMask: mask.Reshape([2, Targets, Sources]));
        Assert.That(layer.Call(Query, Value, attentionMask: Ops.Repeat(mask, 2, axis: 1)).ToArray<double>(), Is.EqualTo(want.ToArray<double>()).Within(1e-14));
        Tensor same = mask[0..1];
        want = layer.Call(Query, Value, attentionMask: Ops.Repeat(same.Reshape([1, Targets, Sources]), 2, axis: 0));
        Assert.That(layer.Call(Query, Value, attentionMask: same.Reshape([Targets, Sources])).ToArray<double>(), Is.EqualTo(want.ToArray<double>()).Within(1e-14));
    }

    [Test]
    public void HiddenTargetsOfDenseAttentionAreZero()
    {
        using var scope = new TensorScope();
        Tensor y = new Attention(dtype: DType.Float64).Call(Query, Value, queryMask: Tensor.From(OfQuery), useCausalMask: true);
        Assert.That(y[0, 3].ToArray<double>(), Is.All.Zero);
        Assert.That(y[0, 0].ToArray<double>(), Is.EqualTo(Value[0, 0].ToArray<double>()).Within(1e-14));
    }

    private static Tensor Query => LayerCheck.Numbers([2, Targets, 4], 1);

    private static Tensor Value => LayerCheck.Numbers([2, Sources, 4], 2);

    private static Tensor Key => LayerCheck.Numbers([2, Sources, 4], 3);

    private static void Check(BaseHeadAttention layer, bool value, bool key, bool attention, bool causal, int? window)
    {
        Tensor own = Ops.Greater(LayerCheck.Numbers([2, Targets, Sources], 7), Ops.Constant(-0.5, Query));
        bool[] ofCall = own.ToArray<bool>();
        Tensor got = layer.Call(
            Query,
            Value,
            Key,
            valueMask: value ? Tensor.From(OfValue) : null,
            keyMask: key ? Tensor.From(OfKey) : null,
            attentionMask: attention ? own : null,
            useCausalMask: causal);
        var plain = (BaseHeadAttention)LayerCheck.RoundTrip(layer is MultiHeadAttention ? new MultiHeadAttention(2, 3, dtype: DType.Float64) : new GroupedQueryAttention(3, 4, 2, dtype: DType.Float64));
        plain.Call(Query, Value, Key);
        plain.SetWeights(layer.GetWeights());
        for (int sample = 0; sample < 2; sample++)
        {
            for (int target = 0; target < Targets; target++)
            {
                int[] seen = [.. Enumerable.Range(0, Sources).Where(s =>
                    (!value || OfValue[sample, s]) && (!key || OfKey[sample, s]) && (!causal || s <= target)
                    && (window == null || Math.Abs(s - target) < window)
                    && (!attention || ofCall[(((sample * Targets) + target) * Sources) + s]))];
                if (seen.Length == 0)
                {
                    continue;
                }

                Tensor Of(Tensor x) => Ops.Stack([.. seen.Select(s => x[sample, s])]).Reshape([1, seen.Length, 4]);
                Tensor want = plain.Call(Query[sample..(sample + 1), target..(target + 1)], Of(Value), Of(Key));
                Assert.That(got[sample, target].ToArray<double>(), Is.EqualTo(want.ToArray<double>()).Within(1e-13), $"{layer}, sample {sample}, target {target}");
            }
        }
    }
}
