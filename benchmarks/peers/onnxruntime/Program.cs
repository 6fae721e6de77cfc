using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Benchmarks.Peers;

var program = new BenchmarkProgram("Measures inference of ONNX Runtime on the work that Sharpkeras's benchmarks do.", threads => LeNetSession.Threads = threads);
program.Add("evaluate", "LeNet on 10,000 images, with loss and accuracy.", EvaluateJob.Run);
program.Add("predict-one", "Latency of one image.", PredictOneJob.Run);
return program.Run(args);
