using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// The kernel methods of an assembly, and all that becomes of each: a type parameter is filled by its constraints, so that a new kernel
/// needs no entry anywhere. This is the one place that says with what.
/// </summary>
internal static class KernelInstances
{
    /// <summary>The lanes of single values, for ILane, INumberLane, IIntegerLane and IScalarLane.</summary>
    private static readonly Type[] Lanes =
    [
        typeof(FloatLane), typeof(DoubleLane), typeof(IntegerLane<sbyte>), typeof(IntegerLane<byte>), typeof(IntegerLane<short>),
        typeof(IntegerLane<int>), typeof(IntegerLane<long>),
    ];

    /// <summary>What only moves elements: a type of each size.</summary>
    private static readonly Type[] Movers = [typeof(byte), typeof(short), typeof(int), typeof(long)];

    /// <summary>For interfaces of .NET (IBinaryInteger, INumber).</summary>
    private static readonly Type[] Elements =
        [typeof(float), typeof(double), typeof(sbyte), typeof(byte), typeof(short), typeof(int), typeof(long)];

    /// <summary>All marked methods of an assembly.</summary>
    public static IEnumerable<MethodInfo> Marked(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in StaticMethods(type)
        where IsMarked(method)
        select method;

    /// <summary>Methods that look like kernels, in a folder of kernels, and are not marked as such.</summary>
    public static IEnumerable<MethodInfo> Forgotten(Assembly assembly, string space) =>
        from type in assembly.GetTypes()
        where type.Namespace == space
        from method in StaticMethods(type)
        where method.IsPublic && method.ReturnType == typeof(void) && HasViews(method) && !IsMarked(method)
        select method;

    /// <summary>Whether a method is marked as a kernel.</summary>
    public static bool IsMarked(MethodBase method) => method.IsDefined(typeof(GpuKernelAttribute), false);

    /// <summary>Whether a method takes memory of the device.</summary>
    public static bool HasViews(MethodBase method) => method.GetParameters().Any(parameter => IsView(parameter.ParameterType));

    /// <summary>Whether a type is memory of the device.</summary>
    public static bool IsView(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>);

    /// <summary>Whether a struct has memory of the device among its fields.</summary>
    public static bool HoldsViews(Type type) => type is { IsPrimitive: false, IsEnum: false } && !IsView(type)
        && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(member => IsView(member.FieldType) || HoldsViews(member.FieldType));

    /// <summary>Every method that a kernel method becomes.</summary>
    /// <exception cref="NotSupportedException">A constraint is not known, or nothing meets it.</exception>
    public static IReadOnlyList<MethodInfo> Of(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition)
        {
            return [method];
        }

        Type[][] candidates = [.. method.GetGenericArguments().Select(parameter => Candidates(parameter, Assemblies(method), nested: false))];
        MethodInfo[] found = [.. Product(candidates).Select(types => Close(() => method.MakeGenericMethod(types))).OfType<MethodInfo>()];
        return found.Length > 0 ? found : throw new NotSupportedException($"No types meet the constraints of {method.DeclaringType!.Name}.{method.Name}.");
    }

    /// <summary>
    /// Those that stand for the others where a kernel with shared memory (a product, a convolution) applies any elementwise kernel at its
    /// end: that function is compiled with all types by the kernels for one tensor, and the big kernel does not see what is in it. Taken
    /// are relu, which most layers use; the longest function; the one with the most numbers as fields; and what the library of the kernel
    /// brings itself.
    /// </summary>
    public static IReadOnlyList<MethodInfo> Representatives(IReadOnlyList<MethodInfo> instances)
    {
        Type[] functions = [.. instances.SelectMany(Functions).Distinct()];
        if (functions.Length == 0)
        {
            return instances;
        }

        int most = functions.Max(SizeOf);
        HashSet<Type> kept =
        [
            typeof(FloatingUnary<Sharpkeras.ReluKernel>), typeof(ErfinvKernel), functions.First(type => SizeOf(type) == most),
            .. functions.Where(type => type.Assembly == instances[0].Module.Assembly),
        ];
        return [.. instances.Where(instance => Functions(instance).All(kept.Contains))];
    }

    /// <summary>A short name: the kernel with its types.</summary>
    public static string Name(MethodInfo method)
    {
        string name = $"{method.DeclaringType!.Name}.{method.Name}";
        return method.IsGenericMethod ? $"{name}<{string.Join(", ", method.GetGenericArguments().Select(ShortName))}>" : name;
    }

    private static string ShortName(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(ShortName))}>"
        : type.Name;

    private static IEnumerable<MethodInfo> StaticMethods(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static IEnumerable<Type> Functions(MethodInfo instance) =>
        instance.IsGenericMethod ? instance.GetGenericArguments().Where(type => typeof(IUnaryKernel).IsAssignableFrom(type)) : [];

    private static Assembly[] Assemblies(MethodInfo method) =>
        [.. new[] { typeof(IUnaryKernel).Assembly, method.Module.Assembly }.Distinct()];

    /// <summary>All types that meet all constraints of a parameter, as far as those do not depend on other parameters.</summary>
    private static Type[] Candidates(Type parameter, Assembly[] assemblies, bool nested)
    {
        Type[] constraints = [.. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType))];
        if (constraints.Length > 0)
        {
            return [.. constraints.Select(type => Meeting(type, assemblies, nested)).Aggregate((all, next) => all.Intersect(next))];
        }

        bool isUnmanaged = parameter.CustomAttributes.Any(data => data.AttributeType == typeof(IsUnmanagedAttribute));
        return isUnmanaged ? Movers : throw new NotSupportedException($"The type parameter {parameter.Name} has no constraint that is known.");
    }

    /// <summary>The types that implement an interface: lanes, elements, or the structs of the libraries.</summary>
    private static IEnumerable<Type> Meeting(Type constraint, Assembly[] assemblies, bool nested)
    {
        Type kind = Definition(constraint);
        IEnumerable<Type> from;
        if (kind == typeof(INumberLane<>) || kind.GetInterfaces().Any(type => Definition(type) == typeof(INumberLane<>)))
        {
            from = Lanes;
        }
        else if (kind.IsInterface && assemblies.Contains(kind.Assembly))
        {
            from = assemblies.SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsValueType && Implements(type, kind))
                .SelectMany(type => Closed(type, assemblies, nested));
        }
        else
        {
            from = kind.IsInterface && kind.Namespace!.StartsWith("System", StringComparison.Ordinal)
                ? Elements
                : throw new NotSupportedException($"The constraint {constraint} is not known.");
        }

        return from.Where(type => Implements(type, kind));
    }

    /// <summary>A struct, or all that a generic one becomes; generic ones inside of generic ones are left out.</summary>
    private static IEnumerable<Type> Closed(Type type, Assembly[] assemblies, bool nested)
    {
        if (!type.IsGenericTypeDefinition)
        {
            return [type];
        }

        if (nested)
        {
            return [];
        }

        Type[][] candidates = [.. type.GetGenericArguments().Select(parameter => Candidates(parameter, assemblies, nested: true))];
        return Product(candidates).Select(types => Close(() => type.MakeGenericType(types))).OfType<Type>();
    }

    private static bool Implements(Type type, Type kind) => type.GetInterfaces().Any(known => Definition(known) == kind);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>What the runtime makes of a combination; null where it violates a constraint.</summary>
    private static T? Close<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<Type[]> Product(IEnumerable<Type[]> candidates) => candidates.Aggregate(
        (IEnumerable<Type[]>)[[]],
        (all, next) => [.. from head in all from tail in next select (Type[])[.. head, tail]]);

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
