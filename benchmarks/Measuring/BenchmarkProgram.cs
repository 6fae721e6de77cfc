using System.CommandLine;

namespace Sharpkeras.Benchmarks.Measuring;

/// <summary>A program of jobs that are called by name, and of parts that a job runs in a process of its own.</summary>
/// <param name="description">What it measures.</param>
/// <param name="setThreads">Sets the number of threads that the library computes with.</param>
internal sealed class BenchmarkProgram(string description, Action<int> setThreads)
{
    private readonly Option<int?> threads = new("--threads") { Description = "Threads to compute with; all cores when not given.", Recursive = true };
    private readonly Option<int> repeat = new("--repeat") { Description = "How much longer than the shortest sensible time is measured.", DefaultValueFactory = _ => 3, Recursive = true };
    private readonly Option<string?> json = new("--json") { Description = "Where figures are written, one JSON object a line.", Recursive = true };
    private readonly List<Command> commands = [];
    private readonly Dictionary<string, Action> parts = [];

    /// <summary>Adds a job.</summary>
    public void Add(string name, string about, Action<BenchmarkOptions> run) => Add(Make(name, about, run));

    /// <summary>A command for a job.</summary>
    public Command Make(string name, string about, Action<BenchmarkOptions> run)
    {
        var command = new Command(name, about);
        command.SetAction(parsed =>
        {
            int? count = parsed.GetValue(threads);
            setThreads(count ?? Environment.ProcessorCount);
            run(new BenchmarkOptions(count, parsed.GetValue(repeat), parsed.GetValue(json)));
        });
        return command;
    }

    /// <summary>Adds a command with options of its own.</summary>
    public void Add(Command command) => commands.Add(command);

    /// <summary>Adds a part that <see cref="ChildProcess"/> starts.</summary>
    public void AddPart(string name, Action run) => parts.Add(name, run);

    /// <summary>Runs what the arguments name. A part goes around the parser of command lines, which would count as its own start.</summary>
    public int Run(string[] arguments)
    {
        if (arguments is [ChildProcess.Verb, var part, var count])
        {
            setThreads(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
            parts[part]();
            return 0;
        }

        var root = new RootCommand(description) { threads, repeat, json };
        commands.ForEach(root.Subcommands.Add);
        return root.Parse(arguments).Invoke();
    }
}
