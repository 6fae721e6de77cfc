using Sharpkeras.Devices;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Rows that are turned and rows that are not, against plain sums in double.</summary>
[Category("Kernels")]
internal sealed class NarrowSoftmaxTests
{
    [Test]
    public void Softmax_and_its_loss_are_those_of_plain_sums(
        [Values(DType.Float32, DType.Float64)] DType dtype, [Values(1, 2, 7, 15, 16, 17, 31, 32, 33, 40)] int length, [Values(1, 5, 16, 17, 131)] int rows)
    {
        double[] x = [.. KernelTestData.Random(length + rows, (long)rows * length).Select(value => 20 * value)];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => (row * 7) % length)];
        double[] powers = new double[x.Length];
        double[] losses = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double[] own = x[(row * length)..((row + 1) * length)];
            double sum = own.Sum(value => Math.Exp(value - own.Max()));
            for (int i = 0; i < length; i++)
            {
                powers[(row * length) + i] = Math.Exp(own[i] - own.Max()) / sum;
            }

            losses[row] = own.Max() + Math.Log(sum) - own[labels[row]];
        }

        using var scope = new TensorScope();
        Backend cpu = KernelTestData.Backend;
        Tensor logits = KernelTestData.ToTensor(x, [rows, length], dtype);
        Tensor softmax = cpu.Rent([rows, length], dtype);
        Tensor loss = cpu.Rent([rows], dtype);
        cpu.SparseSoftmaxCrossEntropy(logits, Tensor.FromSpan<int>(labels, [rows]), loss, softmax, rows, length);
        KernelTestData.AssertClose(softmax, powers, 64, $"softmax of {rows} rows of {length}");
        KernelTestData.AssertClose(loss, losses, 64, $"losses of {rows} rows of {length}");
    }

    [Test]
    public void Labels_without_a_class_give_not_a_number()
    {
        using var scope = new TensorScope();
        Backend cpu = KernelTestData.Backend;
        Tensor loss = cpu.Rent([2], DType.Float32);
        cpu.SparseSoftmaxCrossEntropy(
            Tensor.FromSpan<float>([1, 2, 3, 4, 5, 6], [2, 3]), Tensor.FromSpan<int>([3, 0], [2]), loss, cpu.Rent([2, 3], DType.Float32), 2, 3);
        Assert.That(loss.ToArray<float>()[0], Is.NaN);
        Assert.That(loss.ToArray<float>()[1], Is.EqualTo(2.4076059f).Within(1e-6));
    }
}
