using System.CommandLine;
using Sharpkeras.Benchmarks;

Option<int?> threads = new("--threads") { Description = "Threads of the CPU; all cores when not given.", Recursive = true };
Option<int> repeat = new("--repeat") { Description = "How often the figure is measured; the best is reported.", DefaultValueFactory = _ => 3, Recursive = true };
Option<string?> json = new("--json") { Description = "Where figures are written, one JSON object a line.", Recursive = true };
var root = new RootCommand("Measures Sharpkeras against the arithmetic floor of the machine.") { threads, repeat, json };

root.Subcommands.Add(Make("floor", "Multiply-add peak of this machine, one thread and all.", FloorBenchmark.Run));
root.Subcommands.Add(Make("lenet", "Seconds an epoch of the LeNet job, through Fit, with shuffling and accuracy.", LeNetBenchmark.Run));
root.Subcommands.Add(Make("lenet-parts", "The kernels of a LeNet step, one by one.", LeNetParts.Run));
return root.Parse(args).Invoke();

Command Make(string name, string description, Action<BenchmarkOptions> run)
{
    var command = new Command(name, description);
    command.SetAction(parsed => run(new BenchmarkOptions(parsed.GetValue(threads), parsed.GetValue(repeat), parsed.GetValue(json))));
    return command;
}
