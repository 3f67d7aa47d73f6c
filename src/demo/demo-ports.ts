import { ConfigurationError } from '../errors/configuration-error.ts';
import { choosePort } from './choose-port.ts';
import type { DemoOptions } from './demo-options.ts';

export interface DemoPorts {
  readonly page: number;
  readonly cognito: number;
  readonly service: number;
}

/** Where things are when nothing stands in the way. */
const USUAL_PORTS: DemoPorts = { page: 4100, cognito: 9400, service: 3000 };

/**
 * The usual ports, or free ones for those that are taken. The check takes free ones, to run beside a demo, and so does port 0.
 *
 * @throws ConfigurationError when the port that was asked for by name is taken
 */
export async function chooseDemoPorts({ port, check, host, apart }: DemoOptions): Promise<DemoPorts> {
  if (apart !== undefined) {
    const { cognitoUrl, serviceUrl } = apart;
    return {
      page: port ?? USUAL_PORTS.page,
      cognito: Number(cognitoUrl.port),
      service: Number(serviceUrl.port),
    };
  }
  const wanted = check || port === 0 ? { page: 0, cognito: 0, service: 0 } : USUAL_PORTS;
  const page = await choosePort(port ?? wanted.page, host);
  if (port !== undefined && port !== 0 && page !== port) {
    throw new ConfigurationError([{ variable: '--port', problem: `${port} is taken. Choose another one.` }]);
  }
  return {
    page,
    cognito: await choosePort(wanted.cognito, host),
    service: await choosePort(wanted.service, host),
  };
}
