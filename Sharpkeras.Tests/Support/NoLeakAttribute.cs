using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;
using Sharpkeras.Devices;

namespace Sharpkeras.Tests.Support;

/// <summary>Fails a test that leaves more live tensors or bytes on any device than there were before it, after a collection.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NoLeakAttribute : NUnitAttribute, IWrapTestMethod
{
    public TestCommand Wrap(TestCommand command) => new Watched(command);

    /// <summary>What is alive once everything unreachable has gone back.</summary>
    public static (long Tensors, long Bytes) Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TensorGuard.Drain();
        return Now;
    }

    private static (long Tensors, long Bytes) Now => (MemoryStats.LiveTensors, TestDevices.All.Sum(device => MemoryStats.Of(device).LiveBytes));

    private sealed class Watched(TestCommand inner) : DelegatingTestCommand(inner)
    {
        /// <summary>What threads of the test held may need more than one collection; what leaks survives all.</summary>
        private const int MostCollections = 5;

        /// <summary>What was alive after the last such test. As long as nothing changed since, there is nothing to collect: a collection takes longer than most tests.</summary>
        private static (long Tensors, long Bytes)? clean;

        public override TestResult Execute(TestExecutionContext context)
        {
            (long Tensors, long Bytes) before = Now == clean ? Now : Live();
            TestResult result = innerCommand.Execute(context);
            (long Tensors, long Bytes) after = Now;
            for (int round = 0; round < MostCollections && (round == 0 ? after != before : IsMore(after, before)); round++)
            {
                after = Live();
            }

            clean = after;
            if (result.ResultState == ResultState.Success && IsMore(after, before))
            {
                string received = $"{after.Tensors - before.Tensors} tensors, {after.Bytes - before.Bytes} bytes";
                result.SetResult(ResultState.Failure, "The test leaves memory behind: " + received);
            }

            return result;
        }

        private static bool IsMore((long Tensors, long Bytes) after, (long Tensors, long Bytes) before) =>
            after.Tensors > before.Tensors || after.Bytes > before.Bytes;
    }
}
