using Spectre.Console;

namespace Sharpkeras.Examples.GpuBenchmark.Output;

/// <summary>A bar while something is measured, on the error stream and only where somebody sees it: what is printed there vanishes.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs steps under a title; the work is given what it calls before each step with the step's name.</summary>
    public static void Run(string title, int steps, Action<Action<string>> work)
    {
        if (Console.IsErrorRedirected)
        {
            work(_ => { });
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: steps);
                int done = 0;
                work(name =>
                {
                    task.Value = done++;
                    task.Description = Markup.Escape($"{title}: {name}");
                });
            });
    }
}
