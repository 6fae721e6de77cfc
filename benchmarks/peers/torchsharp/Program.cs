using System.CommandLine;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Benchmarks.Peers;
using TorchSharp;

var program = new BenchmarkProgram("Measures TorchSharp on the work that Sharpkeras's benchmarks do.", threads =>
{
    torch.set_num_threads(threads);
    torch.set_num_interop_threads(1);
    torch.random.manual_seed(1);
});
program.Add("lenet", "Seconds an epoch of the LeNet job, with shuffling and accuracy.", LeNetJobs.Train);
program.Add("evaluate", "LeNet on 10,000 images, with loss and accuracy.", LeNetJobs.Evaluate);
program.Add("predict-one", "Latency of one image.", LeNetJobs.PredictOne);
program.Add("vgg3", "Three convolutions of 64 channels, forward and backward.", NetworkJobs.Vgg3);
program.Add("resblock", "A residual block of 64 channels, forward and backward.", NetworkJobs.ResidualBlock);
program.Add("transformer", "A block of a transformer, forward and backward.", NetworkJobs.Transformer);
program.Add("mlp", "Seconds an epoch of dense layers.", NetworkJobs.Mlp);
program.Add("lstm", "A long short-term memory of 128 units over 100 steps, forward and backward.", NetworkJobs.Lstm);
program.Add("gemm", "Matrix products, one thread and all.", KernelJobs.Gemm);
program.Add("overhead", "Nanoseconds of an operation on 16 numbers, without and with autograd.", KernelJobs.Overhead);
program.Add("memory", "Peak memory of the LeNet job in a process of its own.", ProcessJobs.Memory);
program.Add("startup", "From the start of a process to the end of the first step.", ProcessJobs.Startup);
program.Add(SaveWeights());
program.AddPart(ProcessJobs.MemoryPart, ProcessJobs.RunMemory);
program.AddPart(ProcessJobs.StepPart, ProcessJobs.RunStep);
return program.Run(args);

static Command SaveWeights()
{
    Argument<string> folder = new("folder") { Description = "Where a file for each weight is written." };
    var command = new Command("save-weights", "Weights of LeNet for the other peer's model.") { folder };
    command.SetAction(parsed => LeNetJobs.SaveWeights(parsed.GetValue(folder)!));
    return command;
}
