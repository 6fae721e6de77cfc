using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Optimizers;

/// <summary>Each optimizer's steps beside naive ones, in float64, for scalars, empty variables, vectors, matrices and kernels.</summary>
[OnDevices]
public sealed class OptimizerStepTests
{
    private const double Rate = 0.0625;

    private static readonly int[][] Shapes = [[], [1], [0], [7], [3, 5], [5, 3], [2, 3, 5]];

    private static IEnumerable<TestCaseData> Steps()
    {
        TestCaseData Case(string name, Optimizer optimizer, NaiveSteps.Step step) => new TestCaseData(optimizer, step).SetArgDisplayNames(name);
        yield return Case("sgd", new SGD(Rate), NaiveSteps.Sgd(0, false));
        yield return Case("sgd momentum", new SGD(Rate, momentum: 0.9), NaiveSteps.Sgd(0.9, false));
        yield return Case("sgd nesterov", new SGD(Rate, momentum: 0.7, nesterov: true), NaiveSteps.Sgd(0.7, true));
        yield return Case("adam", new Adam(Rate, 0.8, 0.95, 1e-4), NaiveSteps.Adam(0.8, 0.95, 1e-4));
        yield return Case("adam amsgrad", new Adam(Rate, amsgrad: true), NaiveSteps.Adam(0.9, 0.999, 1e-7, amsgrad: true));
        yield return Case("adamax", new Adamax(Rate, 0.8, 0.95, 1e-3), NaiveSteps.Adamax(0.8, 0.95, 1e-3));
        yield return Case("nadam", new Nadam(Rate, 0.8, 0.95, 1e-3), NaiveSteps.Nadam(0.8, 0.95, 1e-3));
        yield return Case("rmsprop", new RMSprop(Rate, 0.8, epsilon: 1e-3), NaiveSteps.RmsProp(0.8, 0, 1e-3, false));
        yield return Case("rmsprop momentum", new RMSprop(Rate, momentum: 0.5), NaiveSteps.RmsProp(0.9, 0.5, 1e-7, false));
        yield return Case("rmsprop centered", new RMSprop(Rate, epsilon: 1e-3, centered: true), NaiveSteps.RmsProp(0.9, 0, 1e-3, true));
        yield return Case("rmsprop both", new RMSprop(Rate, 0.7, 0.6, 1e-2, true), NaiveSteps.RmsProp(0.7, 0.6, 1e-2, true));
        yield return Case("adagrad", new Adagrad(Rate, 0.3, 1e-3), NaiveSteps.Adagrad(0.3, 1e-3));
        yield return Case("adadelta", new Adadelta(Rate, 0.8, 1e-3), NaiveSteps.Adadelta(0.8, 1e-3));
        yield return Case("ftrl", new Ftrl(Rate), NaiveSteps.Ftrl(-0.5, 0.1, 0, 0, 0, 0));
        yield return Case("ftrl all", new Ftrl(Rate, -0.3, 0.2, 0.5, 0.3, 0.2, 0.1), NaiveSteps.Ftrl(-0.3, 0.2, 0.5, 0.3, 0.2, 0.1));
        yield return Case("lion", new Lion(Rate, 0.8, 0.7), NaiveSteps.Lion(0.8, 0.7));
        yield return Case("lamb", new Lamb(Rate, 0.8, 0.95, 1e-3), NaiveSteps.Lamb(0.8, 0.95, 1e-3));
        yield return Case("adafactor", new Adafactor(Rate), NaiveMatrixSteps.Adafactor(-0.8, 1e-30, 1e-3, 1));
        yield return Case("adafactor all", new Adafactor(0.75, -0.5, 1e-3, 0.1, 0.3), NaiveMatrixSteps.Adafactor(-0.5, 1e-3, 0.1, 0.3));
    }

    [TestCaseSource(nameof(Steps))]
    public void StepsAreThoseOfThePaper(object optimizer, object step)
    {
        using var scope = new TensorScope();
        double rate = ((Optimizer)optimizer).LearningRate;
        int[][] shapes = optimizer is Adafactor ? [.. Shapes.Where(shape => !shape.Contains(0))] : Shapes;
        new OptimizerRun(shapes).Compare((Optimizer)optimizer, (NaiveSteps.Step)step, rate, steps: 6);
    }

    [Test]
    public void AdafactorDividesZeroByTheLeastSquareOnly()
    {
        using var scope = new TensorScope();
        var variable = new Variable(Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } }));
        new Adafactor().Apply([Ops.Zeros([2, 2], DType.Float64)], [variable]);
        Assert.That(variable.Value.ToArray<double>(), Is.EqualTo(new double[] { 1, 2, 3, 4 }));
    }

    [TestCase(3, 5, true, 5, 0.2)]
    [TestCase(5, 3, true, 5, 0.2)]
    [TestCase(1, 1, true, 5, 0.2)]
    [TestCase(4, 4, false, 2, null)]
    [TestCase(7, 2, false, 0, 0.5)]
    public void MuonOrthogonalizesMatrices(int rows, int columns, bool nesterov, int iterations, double? rms)
    {
        using var scope = new TensorScope();
        var optimizer = new Muon(
            Rate, weightDecay: null, momentum: 0.8, nesterov: nesterov, nsSteps: iterations, rmsRate: rms, muonA: 3, muonB: -3.5, muonC: 1.5);
        var step = NaiveMatrixSteps.Muon(0.8, nesterov, iterations, rms, (3, -3.5, 1.5));
        new OptimizerRun([rows, columns]).Compare(optimizer, step, Rate, steps: 4);
    }

    [Test]
    public void MuonsIterationMakesTheSingularValuesNearlyOne()
    {
        using var scope = new TensorScope();
        var variable = new Variable(Ops.Zeros([3, 3], DType.Float64));
        Tensor gradient = Tensor.From(new double[,] { { 3, 0, 0 }, { 0, 2, 0 }, { 0, 0, 1 } });
        new Muon(1, weightDecay: null, rmsRate: null).Apply([gradient], [variable]);
        double[] step = variable.Value.ToArray<double>();
        Assert.That(new[] { -step[0], -step[4], -step[8] }, Is.All.InRange(0.6, 1.3));
        Assert.That(Enumerable.Range(0, 9).Where(i => i % 4 != 0).Select(i => step[i]), Is.All.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void MuonGivesOtherVariablesTheStepOfAdam()
    {
        using var scope = new TensorScope();
        var run = new OptimizerRun([4], [2, 2, 2], [3, 3], [3, 2], []);
        run.Variables[2].Path = "token_Embedding/embeddings";
        run.Variables[3].Path = "output_dense/kernel";
        var optimizer = new Muon(
            Rate, 0.8, 0.95, adamWeightDecay: null, epsilon: 1e-3, excludeLayers: ["no_such", "output_.*nse"], adamLrRatio: 0.5);
        run.Compare(optimizer, NaiveSteps.Adam(0.8, 0.95, 1e-3), 0.5 * Rate, steps: 4);
    }

    [Test]
    public void MuonTakesEmbeddingsOnRequest()
    {
        using var scope = new TensorScope();
        var run = new OptimizerRun([3, 3]);
        run.Variables[0].Path = "embedding/embeddings";
        var optimizer = new Muon(Rate, weightDecay: null, excludeEmbeddings: false);
        run.Compare(optimizer, NaiveMatrixSteps.Muon(0.95, true, 5, 0.2, (3.4445, -4.775, 2.0315)), Rate, steps: 3);
    }

    [Test]
    public void LambsRatioIsOneWhereAVariableOrAStepIsZero()
    {
        using var scope = new TensorScope();
        var run = new OptimizerRun([3], [3]);
        Array.Clear(run.Naive[0].Values);
        run.Variables[0].Fill(0);
        run.Compare(new Lamb(Rate), NaiveSteps.Lamb(0.9, 0.999, 1e-7), Rate, steps: 3);
        var still = new Variable(Ops.Ones([2], DType.Float64));
        new Lamb().Apply([Ops.Zeros([2], DType.Float64)], [still]);
        Assert.That(still.Value.ToArray<double>(), Is.EqualTo(new double[] { 1, 1 }));
    }
}
