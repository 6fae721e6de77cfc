using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using Sharpkeras.Devices;
using Sharpkeras.Gpu;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// A device of its own over an OpenCL driver, where every start of a kernel is written down with its arguments before it happens.
/// Launches with views inside of structs are left out: tools that run them again cannot be told of these.
/// </summary>
internal sealed class LaunchRecorder
{
    /// <summary>The device that tensors are made on.</summary>
    public static readonly Sharpkeras.Device Place = new(DeviceKind.OpenCL, 77);

    private static readonly Lazy<LaunchRecorder> Opened = new(Open);

    private readonly List<RecordedLaunch> launches = [];

    /// <summary>The recorder. There must be an OpenCL device.</summary>
    public static LaunchRecorder Shared => Opened.Value;

    /// <summary>The backend behind the device.</summary>
    public static GpuBackend Backend => (GpuBackend)BackendProvider.Get(Place);

    /// <summary>What an action starts on the device.</summary>
    public IReadOnlyList<RecordedLaunch> Record(Action<Sharpkeras.Device> action)
    {
        launches.Clear();
        using var scope = new TensorScope();
        action(Place);
        return [.. launches];
    }

    private static LaunchRecorder Open()
    {
        var recorder = new LaunchRecorder();
        CLDevice driver = GpuDevices.Of(DeviceKind.OpenCL).OfType<CLDevice>().First();
        BackendProvider.Register(
            DeviceKind.OpenCL,
            device => device == Place ? new GpuBackend(device, driver) { Watch = recorder.Between } : GpuDevices.Open(device),
            () => GpuDevices.List(DeviceKind.OpenCL));
        return recorder;
    }

    /// <summary>A delegate of the same type that writes down its arguments, then starts the kernel.</summary>
    private Delegate Between(Delegate launcher)
    {
        var compiled = (CLCompiledKernel)launcher.GetKernel().CompiledKernel;
        ParameterExpression[] parameters =
            [.. launcher.GetType().GetMethod("Invoke")!.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))];
        Expression arguments = Expression.NewArrayInit(typeof(object), parameters.Select(parameter => Expression.Convert(parameter, typeof(object))));
        Func<object[], Action> note = values => Note(compiled, values);
        ParameterExpression after = Expression.Variable(typeof(Action));
        Expression body = Expression.Block(
            [after],
            Expression.Assign(after, Expression.Invoke(Expression.Constant(note), arguments)),
            Expression.Invoke(Expression.Constant(launcher), parameters),
            Expression.Invoke(after));
        return Expression.Lambda(launcher.GetType(), body, parameters).Compile();
    }

    /// <summary>Writes down a start.</summary>
    /// <returns>What is to be done when the kernel has run.</returns>
    private Action Note(CLCompiledKernel compiled, object[] values)
    {
        object[] arguments = values[1..];
        if (arguments.Any(value => KernelInstances.HoldsViews(value.GetType())))
        {
            return static () => { };
        }

        var launch = new RecordedLaunch(compiled.SourceMethod, compiled.Source, (KernelConfig)values[0], [.. arguments.Select(Argument)]);
        launches.Add(launch);
        return () =>
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                if (arguments[i] is IArrayView view && arguments.OfType<IArrayView>().Count(other => other.Buffer == view.Buffer) == 1)
                {
                    launch.Arguments[i].After = Read(view);
                }
            }
        };
    }

    private static LaunchArgument Argument(object value)
    {
        if (value is not IArrayView view)
        {
            MethodInfo bytes = typeof(LaunchRecorder).GetMethod(nameof(BytesOf), BindingFlags.Static | BindingFlags.NonPublic)!;
            return new LaunchArgument((byte[])bytes.MakeGenericMethod(value.GetType()).Invoke(null, [value])!);
        }

        return new LaunchArgument(Read(view), view.Length) { IsFloat = view.GetType() == typeof(ArrayView<FloatLane>) };
    }

    private static byte[] Read(IArrayView view)
    {
        byte[] elements = new byte[view.Length * view.ElementSize];
        if (elements.Length > 0)
        {
            long start = ((IContiguousArrayView)view).Index * view.ElementSize;
            new ArrayView<byte>(view.Buffer, start, elements.Length).CopyToCPU(Backend.Accelerator.DefaultStream, elements);
        }

        return elements;
    }

    private static byte[] BytesOf<T>(T value)
        where T : struct => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
